// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with exceptions, which CLI11 throws; parseOptions catches them.

#include "packager/cli/TransferOptions.h"
#include <CLI/CLI.hpp>

namespace wpack {

void addStore(CLI::App *app, Options &options) {
  app->add_option("--store", options.store,
                  "Directory of the local store, an OCI image layout; default "
                  "$WPACK_STORE, else ~/.local/share/wpack/store")
      ->type_name("DIR");
}

static void addReach(CLI::App *app, Options &options) {
  app->add_flag("--plain-http", options.plainHttp,
                "Talk to the registry without TLS (loopback needs no flag)");
  app->add_option("--ca-file", options.caFile,
                  "Certificate authorities to trust, PEM; default those of "
                  "certs.d/HOST")
      ->type_name("FILE");
  CLI::Option *certificate =
      app->add_option("--tls-cert", options.tlsCertificate,
                      "Certificate to show to the registry, PEM")
          ->type_name("FILE");
  CLI::Option *key = app->add_option("--tls-key", options.tlsKey,
                                     "Private key of --tls-cert, PEM")
                         ->type_name("FILE")
                         ->needs(certificate);
  certificate->needs(key);
  app->add_option("--authfile", options.authFile,
                  "Credentials in the form of docker's config.json; tried "
                  "before the usual places")
      ->type_name("FILE");
}

static void addUser(CLI::App *app, Options &options) {
  app->add_option("--username", options.username,
                  "User name; the password comes from standard input")
      ->type_name("NAME");
  app->add_flag("--password-stdin", options.passwordStdin,
                "Read the password from standard input")
      ->needs("--username");
}

void addRegistry(CLI::App *app, Options &options) {
  addReach(app, options);
  addUser(app, options);
}

void addTransfer(CLI::App *app, Options &options) {
  app->add_option("-j,--jobs", options.jobs, "Blobs to transfer at a time")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app->add_option("--chunk-size", options.chunkMegabytes,
                  "Send blobs larger than this in pieces, in MiB")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
  CLI::Option *quiet =
      app->add_flag("-q,--quiet", options.quiet, "Say nothing but errors");
  app->add_flag("--json", options.json, "Print the result as JSON")
      ->excludes(quiet);
}

static void addCopy(CLI::App &app, Options &options) {
  CLI::App *copy = app.add_subcommand(
      "cp", "Copy an image, its signatures and its referrers");
  copy->add_option("SRC", options.source, "Where from")->required();
  copy->add_option("DST", options.destination, "Where to")->required();
  copy->add_option("--platform", options.platform,
                   "Copy only this entry of an index, as a single image")
      ->type_name("OS/ARCH");
  copy->add_flag("--image-only", options.imageOnly,
                 "Leave the artifact, signatures and referrers behind");
  addTransfer(copy, options);
  addStore(copy, options);
  addReach(copy, options);
  copy->footer(
      "\nSRC and DST are one of"
      "\n  host/name[:tag][@digest]    in its registry; also as docker://REF"
      "\n  name[:tag], store:REF       in the local store"
      "\n  oci:DIR[:TAG]               a directory with an OCI image layout"
      "\n  oci-archive:FILE[:TAG]      a tar of one"
      "\n  docker-archive:FILE[:REF]   what docker save and docker load take"
      "\nDST without a name or tag gets that of SRC. A docker-archive holds one"
      "\nplatform, --platform or this machine's, and no signatures.\n"
      "\nExamples:"
      "\n  wpack cp registry.example/app:1.0 mirror.example/team/app:1.0"
      "\n  wpack cp app:1.0 oci-archive:app.tar"
      "\n  wpack cp store:registry.example/app:1.0 docker-archive:app.tar"
      "\n  wpack cp oci:layout:v1 registry.example/app:v1");
  copy->callback([&options] { options.command = Command::Copy; });
}

static void addNames(CLI::App &app, Options &options) {
  CLI::App *tag =
      app.add_subcommand("tag", "Give an image in the store another name");
  tag->add_option("REF", options.source, "The image")->required();
  tag->add_option("NEW", options.destination, "Its other name")->required();
  addStore(tag, options);
  tag->footer(
      "\nThe Wasm artifact and the signatures get it, too. In a registry "
      "this is\nwpack cp.\n"
      "\nExamples:\n  wpack tag app:1.0 registry.example/team/app:1.0");
  tag->callback([&options] { options.command = Command::Tag; });

  CLI::App *untag = app.add_subcommand(
      "untag",
      "Take names away from images and their artifacts; content stays");
  CLI::App *remove =
      app.add_subcommand("rm", "Remove images, their artifacts and signatures");
  for (CLI::App *command : {untag, remove}) {
    command->add_option("REF", options.references, "Images")->required();
    command->add_flag("--remote", options.remote, "In the registry");
    addStore(command, options);
    addRegistry(command, options);
  }
  untag->footer("\nExamples:\n  wpack untag app:1.0"
                "\n  wpack untag --remote registry.example/team/app:1.0");
  remove->footer(
      "\nIn the store, content that no other image uses is removed, too; in a"
      "\nregistry that is up to the registry, and all tags of the same image go"
      "\nwith it.\n"
      "\nExamples:\n  wpack rm app:1.0 app:1.1"
      "\n  wpack rm --remote registry.example/team/app:1.0");
  untag->callback([&options] { options.command = Command::Untag; });
  remove->callback([&options] { options.command = Command::Remove; });
}

static void addUpkeep(CLI::App &app, Options &options) {
  CLI::App *collect =
      app.add_subcommand("gc", "Remove from the store what no name leads to");
  collect->add_flag("--dry-run", options.dryRun, "Only say how much that is");
  addStore(collect, options);
  collect->footer("\nAlso what broken transfers left. While another wpack adds "
                  "to the store\nnothing is removed.\n"
                  "\nExamples:\n  wpack gc\n  wpack gc --dry-run");
  collect->callback([&options] { options.command = Command::CollectGarbage; });

  CLI::App *check = app.add_subcommand(
      "fsck", "Read everything in the store and compare it with its digest");
  check->add_flag("--repair", options.repair,
                  "Remove damaged blobs, so that a pull brings them again");
  addStore(check, options);
  check->footer("\nThe exit status is 1 if anything is wrong.\n"
                "\nExamples:\n  wpack fsck\n  wpack fsck --repair");
  check->callback([&options] { options.command = Command::CheckStore; });
}

static void addLogin(CLI::App &app, Options &options) {
  CLI::App *login = app.add_subcommand(
      "login", "Try credentials at a registry, and keep them");
  CLI::App *logout =
      app.add_subcommand("logout", "Forget the credentials for a registry");
  for (CLI::App *command : {login, logout})
    command->add_option("HOST", options.registryHost, "As host[:port]")
        ->required();
  addReach(login, options);
  addUser(login, options);
  logout
      ->add_option("--authfile", options.authFile,
                   "Forget those in this file only")
      ->type_name("FILE");
  login->footer(
      "\nWithout --username they are asked for on the terminal. They are kept "
      "in\n--authfile, else $REGISTRY_AUTH_FILE, else the file that has some "
      "for"
      "\nthis host already, else ~/.config/containers/auth.json: in a "
      "credential\nhelper if that file names one, else readable in the file "
      "itself.\n"
      "\nExamples:\n  wpack login registry.example"
      "\n  wpack login --username me --password-stdin registry.example <token");
  logout->footer("\nExamples:\n  wpack logout registry.example");
  login->callback([&options] { options.command = Command::Login; });
  logout->callback([&options] { options.command = Command::Logout; });
}

void addTransferCommands(CLI::App &app, Options &options) {
  addCopy(app, options);
  addNames(app, options);
  addUpkeep(app, options);
  addLogin(app, options);
}

} // namespace wpack
