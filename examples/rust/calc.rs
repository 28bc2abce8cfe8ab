// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A calculator: one expression or assignment a line on standard input, its
// value or what is wrong with it on standard output. Exits with 1 if any line
// was wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead};
use std::iter::Peekable;
use std::str::Chars;

enum Problem {
    Unexpected(char),
    UnexpectedEnd,
    UnknownVariable(String),
    DivisionByZero,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Problem::Unexpected(c) => write!(out, "unexpected '{}'", c),
            Problem::UnexpectedEnd => write!(out, "unexpected end of line"),
            Problem::UnknownVariable(name) => write!(out, "no variable '{}'", name),
            Problem::DivisionByZero => write!(out, "division by zero"),
        }
    }
}

type Variables = BTreeMap<String, f64>;

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    variables: &'a Variables,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, variables: &'a Variables) -> Self {
        Parser { rest: text.chars().peekable(), variables }
    }

    fn peek(&mut self) -> Option<char> {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
        self.rest.peek().copied()
    }

    fn whole(mut self) -> Result<f64, Problem> {
        let value = self.sum()?;
        match self.peek() {
            None => Ok(value),
            Some(c) => Err(Problem::Unexpected(c)),
        }
    }

    fn sum(&mut self) -> Result<f64, Problem> {
        let mut value = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.peek() {
            self.rest.next();
            let right = self.product()?;
            value = if sign == '+' { value + right } else { value - right };
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<f64, Problem> {
        let mut value = self.factor()?;
        while let Some(sign @ ('*' | '/')) = self.peek() {
            self.rest.next();
            let right = self.factor()?;
            if sign == '/' && right == 0.0 {
                return Err(Problem::DivisionByZero);
            }
            value = if sign == '*' { value * right } else { value / right };
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<f64, Problem> {
        match self.peek() {
            None => Err(Problem::UnexpectedEnd),
            Some('-') => {
                self.rest.next();
                Ok(-self.factor()?)
            }
            Some('(') => {
                self.rest.next();
                let value = self.sum()?;
                match self.peek() {
                    Some(')') => self.rest.next(),
                    Some(c) => return Err(Problem::Unexpected(c)),
                    None => return Err(Problem::UnexpectedEnd),
                };
                Ok(value)
            }
            Some(c) if c.is_ascii_digit() => {
                let digits = self.take(|c| c.is_ascii_digit() || c == '.');
                digits.parse().map_err(|_| Problem::Unexpected('.'))
            }
            Some(c) if c.is_alphabetic() => {
                let name = self.take(char::is_alphanumeric);
                match self.variables.get(&name) {
                    Some(value) => Ok(*value),
                    None => Err(Problem::UnknownVariable(name)),
                }
            }
            Some(c) => Err(Problem::Unexpected(c)),
        }
    }

    fn take(&mut self, wanted: fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(c) = self.rest.next_if(|&c| wanted(c)) {
            taken.push(c);
        }
        taken
    }
}

fn main() {
    let mut variables = Variables::new();
    let mut wrong = false;
    for line in io::stdin().lock().lines() {
        let line = line.expect("standard input is text");
        let (name, text) = match line.split_once('=') {
            Some((name, text)) => (Some(name.trim()), text),
            None => (None, line.as_str()),
        };
        match Parser::new(text, &variables).whole() {
            Ok(value) => {
                println!("{}", value);
                if let Some(name) = name {
                    variables.insert(name.to_string(), value);
                }
            }
            Err(problem) => {
                println!("{}: {}", line, problem);
                wrong = true;
            }
        }
    }
    std::process::exit(if wrong { 1 } else { 0 });
}
