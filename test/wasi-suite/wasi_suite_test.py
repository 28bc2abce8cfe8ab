# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The tests of this folder, in a module because lit's workers pickle the format:
# one for each program of the WASI suite in each configuration, besides the
# files.

import lit.Test
from private_test import PrivateTest

import wasi_suite


class ProgramTest(lit.Test.Test):
    """A program in a configuration, or why there are none."""

    def __init__(self, testSuite, folder, config, program=None, configuration=None):
        name = f"{program.name}.{configuration.name}" if program else "programs"
        super().__init__(testSuite, folder + tuple(name.split("/")), config)
        self.program = program
        self.configuration = configuration


class WasiSuiteTest(PrivateTest):
    def __init__(self, reasons, folder, build):
        super().__init__(reasons)
        self.folder = folder
        self.build = build

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        yield from super().getTestsInDirectory(testSuite, path_in_suite, litConfig, localConfig)
        if path_in_suite[-1] != "wasi-suite":
            return
        programs = wasi_suite.readPrograms(self.folder) if self.folder else []
        if not programs:
            yield ProgramTest(testSuite, path_in_suite, localConfig)
        for program in programs:
            for configuration in wasi_suite.CONFIGURATIONS:
                yield ProgramTest(testSuite, path_in_suite, localConfig, program, configuration)

    def execute(self, test, lit_config):
        if not isinstance(test, ProgramTest):
            return super().execute(test, lit_config)
        if not test.program:
            # A folder that was named is meant to have some.
            code = lit.Test.FAIL if self.folder else lit.Test.UNSUPPORTED
            return code, wasi_suite.ABSENT
        why = test.configuration.missing()
        if why:
            return lit.Test.UNSUPPORTED, why
        why = wasi_suite.runProgram(test.program, test.configuration, f"{self.build}/bin/wasmc")
        return (lit.Test.FAIL, why) if why else (lit.Test.PASS, "")
