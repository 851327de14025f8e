/** Enough to read a type plate, small enough for a bad network. */
const LONGEST_PX = 1600
const QUALITY = 0.8

export interface Picture {
  readonly bytes: Blob
  /** Hex. */
  readonly sha256: string
  readonly width: number
  readonly height: number
}

/**
 * A photo made small, the right way up, without what cameras write into it (where it was taken, by what).
 * @throws DOMException for what no browser can draw
 */
export async function shrinkPhoto(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return pictureOf(canvas, 'image/jpeg')
}

/** What was drawn, as a file. */
export async function pictureOf(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png'): Promise<Picture> {
  const bytes = await new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('Nothing was drawn.'))), type, QUALITY),
  )
  const hash = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())
  const sha256 = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { bytes, sha256, width: canvas.width, height: canvas.height }
}
