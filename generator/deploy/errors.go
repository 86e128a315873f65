package deploy

import "errors"

// ErrAgain says that something went wrong that may go well another time: a connection that was cut, a server that is busy.
var ErrAgain = errors.New("the connection was lost")
