/*
Package secret knows where passwords and keys come from: the environment, which is where CI keeps them, or the keyring of the system, which is where
people keep them. They are never read from a file of the site, never from an address, and never printed.

The keyring is that of the desktop: the Secret Service of freedesktop.org on Linux (GNOME Keyring, KWallet, KeePassXC), the Keychain on macOS, the Credential Manager
on Windows. What Stillpoint keeps there stands under the service "stillpoint", and the account is the address without its folder: sftp://web@example.org.
*/
package secret

// The environment variables that secrets are read from.
const (
	Password   = "STILLPOINT_PASSWORD"       // the password of the account
	Key        = "STILLPOINT_SSH_KEY"        // a private key, as the file of it has it
	Passphrase = "STILLPOINT_SSH_PASSPHRASE" // what the private key is locked with
)
