package main

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// place is where a site is served.
type place struct {
	listeners []net.Listener
	url       string   // for this machine, "http://localhost:4040"
	wanted    int      // the port that was asked for, 0 for any
	port      int      // the port that it became
	lan       string   // address for other devices, with the token; "" where there is none
	token     string   // "" where only this machine is served
	names     []string // host names of its own, besides those of every machine
}

// portsTried is how many ports are tried from the one that was asked for.
const portsTried = 100

// listen opens the first free port.
func (f serveFlags) listen() (*place, error) {
	if f.port < 0 || f.port > 65535 {
		return nil, usageError{fmt.Errorf("--port must be from 0 to 65535, not %d", f.port)}
	}
	var err error
	for port := f.port; port < f.port+portsTried && port <= 65535; port++ {
		var listeners []net.Listener
		if listeners, err = f.listenOn(port); err == nil {
			return f.place(listeners), nil
		}
		if !taken(err) && !errors.Is(err, syscall.EACCES) {
			break
		}
	}
	return nil, fmt.Errorf("cannot serve on %s: %w", net.JoinHostPort(f.host, strconv.Itoa(f.port)), err)
}

func (f serveFlags) listenOn(port int) ([]net.Listener, error) {
	switch {
	case f.lan:
		return listenOnAll(port)
	case f.host == "localhost":
		return listenHere(port)
	}
	l, err := net.Listen("tcp", net.JoinHostPort(f.host, strconv.Itoa(port)))
	return []net.Listener{l}, err
}

func listenOnAll(port int) ([]net.Listener, error) {
	l, err := net.Listen("tcp", ":"+strconv.Itoa(port))
	return []net.Listener{l}, err
}

// listenHere opens a port of both loopback addresses, since “localhost” may mean either; the second is
// left out where the machine does not have it.
func listenHere(port int) ([]net.Listener, error) {
	four, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	six, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(portOf(four))))
	switch {
	case taken(err):
		four.Close()
		return nil, err
	case err != nil:
		return []net.Listener{four}, nil
	}
	return []net.Listener{four, six}, nil
}

// taken tells whether somebody else has the port. Windows says so with a number of its own, WSAEADDRINUSE.
func taken(err error) bool {
	const windows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

func (f serveFlags) place(listeners []net.Listener) *place {
	p := &place{listeners: listeners, wanted: f.port, port: portOf(listeners[0])}
	if net.ParseIP(f.host) == nil { // an address counts where a connection was made to it
		p.names = []string{f.host}
	}
	host := f.host
	if f.lan || host == "" || net.ParseIP(host) != nil && net.ParseIP(host).IsUnspecified() {
		host = "localhost"
	}
	p.url = "http://" + net.JoinHostPort(host, strconv.Itoa(p.port))
	if !p.private() {
		p.token = newToken()
		if own := ownAddress(); own != "" {
			p.lan = "http://" + net.JoinHostPort(own, strconv.Itoa(p.port)) + "/?token=" + p.token
		}
	}
	return p
}

// private tells whether nobody outside of this machine can reach the place.
func (p *place) private() bool {
	for _, l := range p.listeners {
		if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
			return false
		}
	}
	return true
}

func (p *place) close() {
	for _, l := range p.listeners {
		l.Close()
	}
}

// ownAddress returns the address that other devices in the network know this machine by, or "". It asks for
// the way to an address that is for documentation only (RFC 5737); nothing is sent there.
func ownAddress() string {
	connection, err := net.Dial("udp4", "192.0.2.1:9")
	if err == nil {
		defer connection.Close()
		return connection.LocalAddr().(*net.UDPAddr).IP.String()
	}
	addresses, _ := net.InterfaceAddrs()
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && n.IP.To4() != nil {
			return n.IP.String()
		}
	}
	return ""
}
