# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What `cmake --install` and `cpack` put where; `cpack -G DEB` makes a package.

include(GNUInstallDirs)
install(TARGETS wasmc wpack wasmc-oci)
set(made ${CMAKE_BINARY_DIR}/share)
install(DIRECTORY ${made}/man/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
foreach(folder bash-completion fish)
  install(DIRECTORY ${made}/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR})
endforeach()
# Debian's zsh looks into another folder below /usr than below /usr/local.
install(CODE "set(made ${made}/zsh/site-functions/)")
install(CODE [[
  set(zsh share/zsh/site-functions)
  if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    set(zsh share/zsh/vendor-completions)
  endif()
  file(INSTALL ${made} DESTINATION ${CMAKE_INSTALL_PREFIX}/${zsh})]])
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(DIRECTORY docs ${made}/reference DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_VENDOR "the wasmc authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
  "Ahead-of-time WebAssembly compiler and packager")
set(CPACK_PACKAGE_DESCRIPTION
  "wasmc makes small static sandboxed executables of WebAssembly programs, wpack
publishes them as signed OCI images, and wasmc-oci runs portable images on a node.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${CPACK_PACKAGE_VENDOR})
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "runc | crun")
set(CPACK_STRIP_FILES ON)
include(CPack)
