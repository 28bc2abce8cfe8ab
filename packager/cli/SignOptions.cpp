// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with exceptions, like Options.cpp, which catches them.

#include "packager/cli/SignOptions.h"
#include <CLI/CLI.hpp>

namespace wpack {

void addSigningOptions(CLI::App &app, Options &options, const char *keyOption) {
  constexpr const char *group = "Signing";
  app.add_option(keyOption, options.key,
                 "Sign with this key: a file, env://NAME, or pkcs11:URI")
      ->type_name("KEY")
      ->group(group);
  app.add_option("--form", options.signatureForm,
                 "classic, bundle, or both (default) of cosign's forms")
      ->type_name("FORM")
      ->check(CLI::IsMember({"classic", "bundle", "both"}))
      ->group(group);
  app.add_flag("--no-attestation", options.noAttestation,
               "Sign neither provenance nor bills of materials")
      ->group(group);
  auto *key = app.add_option("--notary-key", options.notaryKey,
                             "Sign in Notary's form too, with this key")
                  ->type_name("KEY")
                  ->group(group);
  auto *certificate =
      app.add_option("--notary-cert", options.notaryCertificate,
                     "Its certificate and those above, PEM, root last")
          ->type_name("FILE")
          ->group(group);
  key->needs(certificate);
  certificate->needs(key);
}

void addTrustOptions(CLI::App &app, Options &options) {
  constexpr const char *group = "Trust";
  app.add_option("--key", options.keys,
                 "Who must have signed: a public key in a file, env://NAME, or "
                 "pkcs11:URI; may repeat")
      ->type_name("KEY")
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--notary-root", options.notaryRoots,
                 "Root certificates of those who sign in Notary's form, PEM; "
                 "may repeat")
      ->type_name("FILE")
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--threshold", options.threshold,
                 "How many of them must have signed (default: 1)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->group(group);
  app.add_option("--identity", options.identity,
                 "Repository the signatures must be made for, * for any; "
                 "default: that of REF")
      ->type_name("HOST/NAME")
      ->group(group);
  app.add_option("--policy", options.policyFile,
                 "Policy file that says whom to trust, if no option does; "
                 "default $WPACK_POLICY, else ~/.config/wpack/policy.toml")
      ->type_name("FILE")
      ->group(group);
}

} // namespace wpack
