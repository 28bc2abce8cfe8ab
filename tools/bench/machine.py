# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What a measurement was made on.

import os
import platform


def describe():
    names = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
             if line.startswith("model name")]
    return {"cpu": names[0] if names else platform.machine(), "cores": os.cpu_count(),
            "kernel": platform.release(), "load": os.getloadavg()[0]}
