// Package deploy sends a finished site to the place that it is served from.
//
// A place is a [Remote]: a folder, a server, a bucket. [Compare] makes a [Plan] of what must be sent and removed, which is a plain value and touches
// nothing; [Publish] carries it out.
//
// # Whose file is whose
//
// A manifest at the place, below [Own], lists what Stillpoint put there: size, digest, and the tag that the place gave to each file. A file whose tag is
// another by now was changed by somebody else. It is sent again where it belongs to the site, and left alone where it no longer does. Files that the
// manifest does not know are foreign: none is ever removed, and where one stands in the way, nothing is touched at all, unless Options.Adopt says that the site
// may take its place. A foreign file with the very bytes that the site has is adopted. The manifest names the site, too, and no other takes its place without
// Options.Adopt.
//
// # Nothing half done
//
// Files are sent in the order of publish.Rank: pictures and other files, then style sheets and scripts, then pages, then indexes of pages; each rank begins when
// the one before is there. What the site no longer has is removed after that, in the opposite order. So at no moment is there a page
// whose style sheet or pictures are not. The one exception is a file where a folder must be, or the other way round: no place has both at once.
//
// # Cut at any moment
//
// Before the first file a run notes what it is going to send, in a file of its own below Own, and while it sends it notes what has arrived. What runs have noted
// that did not come to their end is read together with the manifest, so the next run knows which files are ours, whatever it is going to send itself.
// A note is void once the manifest names its run. Where nothing tells which bytes a file of ours has, it is sent again.
//
// # Seen to be there
//
// In the end a run looks whether each file that it has sent is there with the size and the tag that the place gave it, whether what it has removed is gone, and whether the manifest and the lock
// are its own. It does not look at the rest again: that is as it was when the plan was made, which listed all. Where a remote cannot tell of single files ([Looker]), or so many
// were sent that a list costs less, all is listed again, and all that the manifest names is held against it. Whatever others do after that, the next plan finds.
// A plan that was made while another run was at work is made anew under the lock, since it may have seen some of that run's files and not others. Where such a plan finds files of
// others in the way, they may be that run's, so nothing is said of them: it looks again once the run has ended, and says who is at work before.
//
// # One at a time
//
// A lock at the place keeps two runs apart. It is a file that only one can create. Its holder writes it anew every 15 seconds; one that was not written for a minute belongs to
// nobody. It is never replaced: whoever takes over from a dead holder creates the next file of the row (lock, lock-2, …), which again only one can, and removes the row
// from its beginning in the end. So the holder who wakes up again sees that it has been followed, and stops.
package deploy
