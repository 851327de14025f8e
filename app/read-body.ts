/** Nothing this house is sent by people or programs over HTTP needs more. */
export const BODY_LIMIT_BYTES = 1024 * 1024

export type Body =
  | { readonly read: 'json'; readonly value: unknown }
  | { readonly read: 'too-large' }
  | { readonly read: 'not-json' }

/** Reads a JSON body and stops at the limit whatever Content-Length said. An empty body is an empty object. */
export async function readJson(request: Request, limitBytes = BODY_LIMIT_BYTES): Promise<Body> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return { read: 'too-large' }
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const chunk of chunksOf(request.body)) {
      size += chunk.byteLength
      if (size > limitBytes) return { read: 'too-large' }
      chunks.push(chunk)
    }
  }
  if (size === 0) return { read: 'json', value: {} }
  try {
    return { read: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) }
  } catch {
    return { read: 'not-json' }
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
