// A server by net/http on the first socket there is. GET /NAME is answered with
// NAME and the number of the request, /stop ends it.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"time"
)

func main() {
	listener, err := net.FileListener(os.NewFile(3, "socket"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var served, ticks atomic.Int32
	go func() {
		for range time.Tick(50 * time.Millisecond) {
			ticks.Add(1)
		}
	}()
	server := &http.Server{}
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/ticks":
			fmt.Fprintln(w, map[bool]string{true: "ticked", false: "did not tick"}[ticks.Load() > 0])
			return
		case "/stop":
			go func() {
				time.Sleep(100 * time.Millisecond)
				server.Close()
			}()
		}
		fmt.Fprintln(w, r.URL.Path[1:], served.Add(1))
	})
	if err := server.Serve(listener); err != http.ErrServerClosed {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
