import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs'
import path from 'node:path'

const FULL_AT_BYTES = 20_000_000

/** A process's log on disk; when it is full it becomes `<file>.1` and a new one begins. */
export interface LogFile {
  write(chunk: Buffer | string): void
  close(): void
}

export function openLogFile(file: string): LogFile {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  let bytes = existsSync(file) ? statSync(file).size : 0
  let stream = open(file)
  return {
    write(chunk) {
      bytes += chunk.length
      if (bytes > FULL_AT_BYTES) {
        stream.end()
        renameSync(file, `${file}.1`)
        stream = open(file)
        bytes = chunk.length
      }
      stream.write(chunk)
    },
    close: () => stream.end(),
  }
}

function open(file: string): WriteStream {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 })
  // A full disk must not take the house down through its own log.
  stream.on('error', () => undefined)
  return stream
}
