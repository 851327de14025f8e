/** What a photo or signature may be. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp'

/** How many of a file's first bytes tell what it is. */
export const MAGIC_BYTES = 12

const begins = (bytes: Uint8Array, at: number, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte)

const RIFF = [0x52, 0x49, 0x46, 0x46]
const WEBP = [0x57, 0x45, 0x42, 0x50]

/** By its first bytes, whatever the sender calls it: JPEG, PNG and WebP; null for all else, SVG and HTML above all. */
export function imageType(bytes: Uint8Array): ImageType | null {
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (begins(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (begins(bytes, 0, RIFF) && begins(bytes, 8, WEBP)) return 'image/webp'
  return null
}
