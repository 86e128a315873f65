package main

import (
	"bufio"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
)

// socket is the client's side of a WebSocket (RFC 6455), as much of it as live reload needs: short messages of text.
type socket struct {
	net.Conn
	in *bufio.Reader
}

// The kinds of frames.
const (
	continuationFrame = 0x0
	textFrame         = 0x1
	closeFrame        = 0x8
	pingFrame         = 0x9
	pongFrame         = 0xA
)

// longestMessage is how long a message may be.
const longestMessage = 1 << 20

// dialSocket connects to a path of a host.
func dialSocket(host, path string) (*socket, error) {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return nil, err
	}
	s := &socket{conn, bufio.NewReader(conn)}
	if err := s.shakeHands(host, path); err != nil {
		conn.Close()
		return nil, err
	}
	return s, nil
}

// shakeHands asks for the protocol to be changed, and checks that the answer is one to this very question.
func (s *socket) shakeHands(host, path string) error {
	nonce := make([]byte, 16)
	_, _ = rand.Read(nonce) // never fails
	key := base64.StdEncoding.EncodeToString(nonce)
	if _, err := fmt.Fprintf(s, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n",
		path, host, key); err != nil {
		return err
	}
	response, err := http.ReadResponse(s.in, nil)
	if err != nil {
		return err
	}
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	if response.StatusCode != http.StatusSwitchingProtocols || response.Header.Get("Sec-WebSocket-Accept") != base64.StdEncoding.EncodeToString(sum[:]) {
		return fmt.Errorf("%s%s is no WebSocket: %s", host, path, response.Status)
	}
	return nil
}

// send sends a short message.
func (s *socket) send(text string) error { return s.frame(textFrame, []byte(text)) }

// frame sends one frame of less than 126 bytes. What clients send is masked; with zeros it stays as it is.
func (s *socket) frame(kind byte, data []byte) error {
	if len(data) > 125 {
		return errors.New("the message is too long for a short frame")
	}
	_, err := s.Write(append([]byte{0x80 | kind, 0x80 | byte(len(data)), 0, 0, 0, 0}, data...))
	return err
}

// receive returns the next message, and answers pings that come before it.
func (s *socket) receive() (string, error) {
	var message []byte
	for {
		kind, last, data, err := s.nextFrame()
		if err != nil {
			return "", err
		}
		switch kind {
		case closeFrame:
			return "", io.EOF
		case pingFrame:
			if err := s.frame(pongFrame, data); err != nil {
				return "", err
			}
		case textFrame, continuationFrame:
			if message = append(message, data...); len(message) > longestMessage {
				return "", errors.New("the message is too long")
			}
			if last {
				return string(message), nil
			}
		}
	}
}

// nextFrame reads a frame. Servers do not mask theirs.
func (s *socket) nextFrame() (kind byte, last bool, data []byte, err error) {
	var head [2]byte
	if _, err := io.ReadFull(s.in, head[:]); err != nil {
		return 0, false, nil, err
	}
	length, err := s.length(head[1])
	if err != nil {
		return 0, false, nil, err
	}
	data = make([]byte, length)
	_, err = io.ReadFull(s.in, data)
	return head[0] & 0x0f, head[0]&0x80 != 0, data, err
}

// length returns the length of a frame, of which the second byte says how it is written.
func (s *socket) length(second byte) (uint64, error) {
	length := uint64(second & 0x7f)
	if size := map[uint64]int{126: 2, 127: 8}[length]; size > 0 {
		var long [8]byte
		if _, err := io.ReadFull(s.in, long[8-size:]); err != nil {
			return 0, err
		}
		length = binary.BigEndian.Uint64(long[:])
	}
	if second&0x80 != 0 || length > longestMessage {
		return 0, errors.New("the server sends a frame that is masked or too long")
	}
	return length, nil
}
