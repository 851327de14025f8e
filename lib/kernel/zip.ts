import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of an archive: its name, and its contents piece by piece. */
export interface ZipFile {
  readonly name: string
  readonly content: Iterable<string>
}

/** Every file as if it were of this moment (DOS time, 1 January 1980): the same contents make the same archive. */
const STILL = Buffer.from([0, 0, 0x21, 0])
const VERSION = 20
const DEFLATED = 8

/**
 * A ZIP archive (PKWARE APPNOTE 6.3.10, without ZIP64: below 4 GB and 65 536 files). Contents are packed as they come, so that a large
 * one is never held whole as text, and other work gets its turn.
 */
export async function zip(files: readonly ZipFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of files) {
    const { packed, size, checksum } = await pack(content)
    const title = Buffer.from(name, 'utf8')
    const facts = Buffer.concat([
      u16(DEFLATED),
      STILL,
      u32(checksum),
      u32(packed.length),
      u32(size),
      u16(title.length),
      u16(0),
    ])
    const head = Buffer.concat([u32(0x04034b50), u16(VERSION), u16(UTF8_NAME), facts, title])
    pieces.push(head, packed)
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(VERSION),
        u16(VERSION),
        u16(UTF8_NAME),
        facts,
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        title,
      ]),
    )
    offset += head.length + packed.length
  }
  const index = Buffer.concat(directory)
  const count = u16(files.length)
  const end = Buffer.concat([u32(0x06054b50), u16(0), u16(0), count, count, u32(index.length), u32(offset), u16(0)])
  return new Uint8Array(Buffer.concat([...pieces, index, end]))
}

const UTF8_NAME = 0x0800

/** Packed in pieces of about this many characters. */
const PIECE = 1 << 18

async function pack(content: Iterable<string>): Promise<{ packed: Buffer; size: number; checksum: number }> {
  const deflate = createDeflateRaw({ level: 5 })
  const out: Buffer[] = []
  deflate.on('data', (chunk: Buffer) => out.push(chunk))
  const done = new Promise((resolve, reject) => deflate.once('end', resolve).once('error', reject))
  let [size, checksum, waiting] = [0, 0, '']
  const write = async (text: string) => {
    const bytes = Buffer.from(text, 'utf8')
    size += bytes.length
    checksum = crc32(bytes, checksum)
    if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve))
  }
  for (const piece of content) {
    waiting += piece
    if (waiting.length < PIECE) continue
    await write(waiting)
    waiting = ''
  }
  await write(waiting)
  deflate.end()
  await done
  return { packed: Buffer.concat(out), size, checksum }
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
