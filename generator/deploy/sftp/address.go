package sftp

import "stillpoint/generator/deploy/address"

// Address is a folder on a server.
type Address = address.Server

// Parse takes an address apart. No error shows a password that was written into it.
func Parse(text string) (Address, error) { return address.ParseServer(text) }
