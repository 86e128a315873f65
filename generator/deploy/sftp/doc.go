/*
Package sftp sends a site to a folder of a server over SFTP, the file transfer of SSH (draft-ietf-secsh-filexfer-02, which is what OpenSSH and nearly every
host speak).

# The address

	sftp://USER@HOST[:PORT]/FOLDER       a folder from the top of what the server shows
	sftp://USER@HOST[:PORT]/~/FOLDER     a folder below the one that a login arrives in

This is how curl and git read such addresses. Many hosts show an account nothing but its own files; there both are the same. The last part of the folder is made
with the first file; all before it must be there, since a folder that is made in the wrong place looks as if all had gone well.
A password in the address is refused, because addresses stand in files that are shared. The file ~/.ssh/config is not read.

# Logging in

What is named in the environment is used alone, so that it is clear what happened: the private key of STILLPOINT_SSH_KEY (locked with
STILLPOINT_SSH_PASSPHRASE), the password of STILLPOINT_PASSWORD. Where neither is set, the keys of the agent at SSH_AUTH_SOCK are offered, and then the password of the system's
keyring, which is asked only if the server takes passwords. Key files are not looked for: ssh-add gives them to the agent. Agents on Windows are not supported.

# The key of the server

A server that is not known is not talked to. Its key is looked for in publish.hostKeys of the configuration alone, if that says something, else in the text of
STILLPOINT_KNOWN_HOSTS, else in ~/.ssh/known_hosts and /etc/ssh/ssh_known_hosts.

# How a file arrives

It is written under a name that nobody asks for, below [deploy.Own], flushed to the disk of the server where that can be asked for
(fsync@openssh.com), and renamed to its place (posix-rename@openssh.com), so that visitors get the old file or the new one and never half of either. Where
the server cannot replace a file by renaming, the old one is put aside first; for one round trip there is no file then. Files can be read by all, and folders
entered by all, whatever the server's umask is; what it grants beyond that stays.

That takes five round trips for a file: open, write, flush, close, rename. What else there is to do, such as making its folder and asking for its time, is done beside these; and many
files are on their way at once, over one connection.

# A list of all

SFTP takes four requests for each folder, which is most of what a small publication would cost where each page has a folder of its own. So a List of more than a few
folders runs one program on the server where the account may run any: find of GNU, by sh, which reads what to do from its standard input. What it tells is held against what
SFTP has said of the upper folders, and must be whole. Accounts that may use SFTP alone, servers without this find (busybox, BSD), and all that answers in another way
are read over SFTP, folder by folder. Whether a server runs programs shows while the top is read, so that nobody waits for it; only a server that takes the command and
then says nothing costs three seconds, once. Both ways give the same entries.

After a publication, single files are looked at (lstat) where that costs less than a List.

# Symbolic links

The folder itself may be reached through links. Below it none is followed: a link is listed as a file of somebody else's, a file may be put in the place
of a link, and anything below a link to a folder is an error. So nothing is ever written, read or removed outside of the folder.
*/
package sftp
