// A server for HTTP/1.0 on the first socket it finds, a client at a time.
// GET /NAME is answered with NAME and the number of the request, /stop ends it.
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::wasi::io::FromRawFd;

fn main() -> std::io::Result<()> {
    let number = std::env::args().nth(1).map_or(3, |n| n.parse().unwrap());
    let listener = unsafe { TcpListener::from_raw_fd(number) };
    listener.set_nonblocking(false)?; // One client at a time needs no poll.
    let mut served = 0;
    for stream in listener.incoming() {
        let stream = stream?;
        let mut lines = BufReader::new(&stream).lines();
        let first = lines.next().unwrap()?;
        while lines.next().map_or(Ok(String::new()), |l| l)? != "" {}
        let name = first.split(' ').nth(1).unwrap()[1..].to_string();
        served += 1;
        let body = format!("{name} {served}\n");
        write!(&stream, "HTTP/1.0 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
        if name == "stop" {
            break;
        }
    }
    Ok(())
}
