# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Manual pages, the reference and completions, made of what the programs say of
# themselves, into share/ beside bin/.

find_program(python3_path NAMES python3 REQUIRED)
set(reference_stamp ${CMAKE_BINARY_DIR}/share/stamp)
add_custom_command(OUTPUT ${reference_stamp}
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${CMAKE_BINARY_DIR}/share
  COMMAND ${python3_path} ${PROJECT_SOURCE_DIR}/tools/make-reference
    ${CMAKE_BINARY_DIR}/share $<TARGET_FILE:wasmc> $<TARGET_FILE:wpack>
    $<TARGET_FILE:wasmc-oci>
  COMMAND ${CMAKE_COMMAND} -E touch ${reference_stamp}
  DEPENDS wasmc wpack wasmc-oci ${PROJECT_SOURCE_DIR}/tools/make-reference
  COMMENT "Making manual pages and completions"
  VERBATIM)
add_custom_target(reference ALL DEPENDS ${reference_stamp})
