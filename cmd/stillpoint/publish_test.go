package main

import (
	"encoding/json"
	"os"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"stillpoint/generator/deploy"
)

// holdPlace locks a folder as a publication of another process would: holdplace FOLDER HOST PROCESS, where the host "here" is this machine.
func holdPlace(ts *testscript.TestScript, _ bool, args []string) {
	pid, err := strconv.Atoi(args[2])
	ts.Check(err)
	holder := deploy.Self{Who: "the pipeline 7", Host: args[1], PID: pid}
	if args[1] == "here" {
		holder = deploy.ThisProcess()
		holder.PID = pid
	}
	now := time.Now().UTC()
	text, err := json.Marshal(map[string]any{"token": "of another", "holder": holder, "since": now, "renewed": now})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+"/"+deploy.Own+"lock"), text, 0o644))
}
