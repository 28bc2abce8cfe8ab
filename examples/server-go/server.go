// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// An HTTP server by net/http on the first socket that was granted.
//
//	GET /            a greeting: $GREETING, or "hello"
//	GET /healthz     for probes
//	GET /files/NAME  a file of the granted directory /data
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	// Standard streams are 0 to 2; then come granted directories, then sockets.
	var listener net.Listener
	for fd := uintptr(3); fd < 64 && listener == nil; fd++ {
		if found, err := net.FileListener(os.NewFile(fd, "socket")); err == nil {
			listener = found
		}
	}
	if listener == nil {
		log.Fatal("no socket was granted: --tcp-listen 0.0.0.0:8080")
	}
	greeting := os.Getenv("GREETING")
	if greeting == "" {
		greeting = "hello"
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintln(w, greeting)
	})
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	mux.Handle("/files/", http.StripPrefix("/files/", http.FileServer(http.Dir("/data"))))
	log.Fatal(http.Serve(listener, mux))
}
