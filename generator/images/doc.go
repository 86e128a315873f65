// Package images decodes, shapes and encodes pictures: photographs and other pictures made of pixels.
//
// It takes bytes and returns bytes. [Inspect] reads the header of a file and says what it would cost to decode it;
// nothing is decoded, and no memory is asked for, on the word of a header that was not weighed against limits. [Decode]
// returns a [Picture] as it is to be seen: upright, in the colours of sRGB, and no larger than what will be asked of it. A
// picture can be encoded many times, in each [Cut] and [Encoding]; what comes out has no metadata at all.
//
// No function of the package touches a disk or the network, or starts a program.
package images
