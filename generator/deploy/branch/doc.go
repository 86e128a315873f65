// Package branch publishes a site to a branch of a git repository, as GitHub Pages, Codeberg Pages and many others serve it.
//
// It is no [deploy.Remote]: what a Remote gets file by file, a branch gets at once. One commit is made, with the branch as it stands as its parent, and
// pushed on the condition that the branch still stands there (git push --force-with-lease). So visitors see the old site or the new one, never half of it; two
// pipelines cannot interleave; and there is nothing to resume after a cut.
//
// All is done by the command git, of version 2.31 or later, in a bare repository of its own below .stillpoint, which is made anew each time. The repository that the
// site itself lies in is asked for its remotes and settings, and nothing in it is written: no object, no index, no reference. Of the branch only its newest
// commit is fetched, and of that, where the server allows it, no file but the manifest (https://git-scm.com/docs/partial-clone).
//
// What was published is listed in a manifest on the branch. Files of others on it stay.
package branch
