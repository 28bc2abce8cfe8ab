# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The tests of this folder, in a module because lit's workers pickle the format:
# one for each script of the official suite in each configuration, besides the
# files.

import lit.Test
from private_test import PrivateTest

import suite


class ScriptTest(lit.Test.Test):
    """A script in a configuration, or why there are none."""

    def __init__(self, testSuite, folder, config, script=None, configuration=None):
        name = "data"
        if script:
            name = f"{script.path}.{configuration.level}.{configuration.arch}"
        super().__init__(testSuite, folder + tuple(name.split("/")), config)
        self.script = script
        self.configuration = configuration


class SuiteTest(PrivateTest):
    def __init__(self, reasons, data, build):
        super().__init__(reasons)
        self.data = data
        self.build = build

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        yield from super().getTestsInDirectory(testSuite, path_in_suite, litConfig, localConfig)
        if path_in_suite[-1] != "spec":
            return
        if not self.data:
            yield ScriptTest(testSuite, path_in_suite, localConfig)
            return
        for script in suite.readIndex(self.data):
            for configuration in suite.CONFIGURATIONS:
                yield ScriptTest(testSuite, path_in_suite, localConfig, script, configuration)

    def execute(self, test, lit_config):
        if not isinstance(test, ScriptTest):
            return super().execute(test, lit_config)
        if not test.script:
            return lit.Test.UNSUPPORTED, suite.ABSENT
        missing = test.configuration.missing(self.build)
        if missing:
            # What is not built is a fault; what is not installed is not.
            code = lit.Test.FAIL if "not built" in missing else lit.Test.UNSUPPORTED
            return code, missing
        outcome = suite.runScript(test.script, test.configuration, self.data, self.build)
        total = outcome.total
        if total.failed:
            return lit.Test.FAIL, outcome.log
        if total.unsupported:
            needs = ", ".join(sorted(outcome.missing))
            return lit.Test.UNSUPPORTED, (
                f"{total.unsupported} of {test.script.commands} commands need what is not "
                f"compiled yet ({needs}); {total.passed} passed")
        return lit.Test.PASS, ""
