package deploy

import (
	"crypto/rand"
	"os"
)

// Self is who publishes, as a lock tells others.
type Self struct {
	Who     string `json:"who,omitempty"`     // in words, "the pipeline 1234"
	Host    string `json:"host,omitempty"`    // name of the machine
	Machine string `json:"machine,omitempty"` // tells machines, and rooms of processes on one, apart
	PID     int    `json:"pid,omitempty"`
}

// ThisProcess returns who this process is.
func ThisProcess() Self {
	host, _ := os.Hostname() // "" says less, and no more
	return Self{Host: host, Machine: machine(), PID: os.Getpid()}
}

// gone tells whether a process was of this machine and has ended. Where there is no telling, it has not.
func (s Self) gone(here Self) bool {
	return s.PID > 0 && s.Host == here.Host && s.Machine == here.Machine && !alive(s.PID)
}

// token returns a name that nobody else has.
func token() string { return rand.Text()[:16] }
