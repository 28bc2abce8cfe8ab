// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with exceptions, which CLI11 throws; parseOptions catches them.

#include "packager/cli/DeployOptions.h"
#include "packager/cli/TransferOptions.h"
#include <CLI/CLI.hpp>

namespace wpack {

static void addKubernetes(CLI::App &app, Options &options) {
  CLI::App *command = app.add_subcommand(
      "k8s", "Print Kubernetes manifests that match an image's policy");
  WorkloadOptions &workload = options.workload;
  command->add_option("REF", options.reference, "Image, as host/name:tag")
      ->required();
  command
      ->add_option("--name", workload.name,
                   "Name of everything; default the image's")
      ->type_name("NAME");
  command
      ->add_option("-n,--namespace", workload.nameSpace,
                   "Namespace; default that of whoever applies it")
      ->type_name("NAME");
  command->add_option("--replicas", workload.replicas, "Instances")
      ->check(CLI::Range(0, 100000))
      ->capture_default_str();
  command
      ->add_option("--runtime-class", workload.runtimeClass,
                   "RuntimeClass, for nodes where wasmc-oci is not the default")
      ->type_name("NAME");
  command
      ->add_option("--seccomp-profile", workload.seccompProfile,
                   "Profile of 'wasmc --emit seccomp' below the kubelet's "
                   "folder; default RuntimeDefault")
      ->type_name("FILE");
  command->add_flag("--remote", options.remote,
                    "Look into the registry, not into the store");
  addStore(command, options);
  addRegistry(command, options);
  command->footer(
      "\nA Deployment that runs the image, by digest, with no more rights than "
      "it\nneeds; a Service for the ports it listens on; a ConfigMap for "
      "directories it\nreads and variables it is let see, a claim for each "
      "directory it writes; and\na NetworkPolicy: nothing goes out.\n"
      "\nExamples:"
      "\n  wpack k8s registry.example/team/app:1.0 | kubectl apply -f -"
      "\n  wpack k8s --replicas 3 --namespace web app:1.0 > app.yaml");
  command->callback([&options] { options.command = Command::Kubernetes; });
}

static void addResolve(CLI::App &app, Options &options) {
  CLI::App *command = app.add_subcommand(
      "resolve", "Replace image references in YAML by pushed digests");
  command->add_option("-f,--filename", options.source, "YAML; - for stdin")
      ->type_name("FILE")
      ->required();
  command->add_flag("--all", options.resolveAll,
                    "Also images that are not in the store");
  command->add_option("--sign-key", options.key, "Sign what is pushed")
      ->type_name("KEY");
  addStore(command, options);
  addRegistry(command, options);
  command->footer(
      "\nA value wpack://DIR builds and pushes the project of DIR/wpack.toml, "
      "relative\nto FILE, and becomes its reference by digest. The value of a "
      "member 'image'\nwhose image is in the store becomes what the registry "
      "has under that name.\nThe rest is printed as it is, comments "
      "included.\n"
      "\nExamples:"
      "\n  wpack resolve -f deployment.yaml | kubectl apply -f -"
      "\n  wpack resolve --all -f - < deployment.yaml");
  command->callback([&options] { options.command = Command::Resolve; });
}

void addDeployCommands(CLI::App &app, Options &options) {
  addKubernetes(app, options);
  addResolve(app, options);
}

} // namespace wpack
