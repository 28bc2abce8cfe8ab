# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The test format of this tree, in a module because lit's workers pickle it.

import copy
import os
import shutil

import lit.Test
import lit.formats


class PrivateTest(lit.formats.ShTest):
    """A bash test with a home and a temporary directory of its own, empty.

    If it is skipped, its output is the reason, taken from `reasons`.
    """

    def __init__(self, reasons):
        super().__init__(execute_external=True)
        self.reasons = reasons

    def execute(self, test, lit_config):
        test.config = copy.copy(test.config)
        test.config.environment = dict(test.config.environment, **makeHome(test))
        result = super().execute(test, lit_config)
        if result.code is lit.Test.UNSUPPORTED:
            missing = [self.reasons.get(f, f) for f in test.getMissingRequiredFeatures()]
            result.output = "; ".join(missing) or result.output
        return result


def makeHome(test):
    home = test.getExecPath() + ".home"
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home + "/tmp")
    os.mkdir(home + "/run", 0o700)
    return {
        "HOME": home,
        "TMPDIR": home + "/tmp",
        "XDG_CACHE_HOME": home + "/cache",
        "XDG_CONFIG_HOME": home + "/config",
        "XDG_DATA_HOME": home + "/data",
        "XDG_RUNTIME_DIR": home + "/run",
    }
