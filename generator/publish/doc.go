// Package publish puts a finished site into its folder, so that at no moment
// anything half done can be seen there.
//
// A build opens a [Publication], hands it every file with [Publication.Stage],
// and ends with [Publication.Commit]. Files that are already there with the same
// bytes are left alone; the others are written whole into a staging folder first,
// and only then renamed into place: pictures and other files, then style sheets and
// scripts, then pages, then indexes such as a sitemap, so that what a file names is
// there before it. What an earlier build wrote and this one did not stage is
// removed after that, in the opposite order.
//
// # Whose file is whose
//
// A manifest in the folder, .stillpoint.json, lists what Stillpoint wrote. Only
// these names are ever removed or replaced: a file that a person put there stays,
// and where it stands in the way, Commit says so before it has touched anything.
// A file that is there with just the bytes that were staged is adopted. Nothing
// is written or removed through a symbolic link, and no link is replaced; but the
// destination itself may be one.
//
// # Killed at any moment
//
// Before the first rename the manifest is replaced by an unfinished one, the
// union of the old names and the new. Should the program be killed after that, the
// next publication still knows which files are its own and leaves exactly the
// bytes of a clean one. A lock, .stillpoint.lock, keeps two publications apart; it
// dies with its process. This guards against the death of the program, not of the machine:
// nothing is forced to the disk, since a site can always be built again.
//
// # Unchanged files
//
// A file counts as unchanged without being read when its size and time are as
// recorded and the recorded digest is that of the staged bytes. So that an edit by
// hand can never carry the recorded time, published files get a time a few seconds
// in the past; the time of any other file is only recorded once it is as old.
//
// [Publication.Keep] takes over such a file without its bytes, and [Publication.Intact] looks at all of them at once, for a build that
// knows that its input has not changed; [Publication.Mark] tells it whether another build has published since.
package publish
