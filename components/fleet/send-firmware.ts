export type Sent =
  | { readonly ok: true }
  | {
      readonly ok: false
      /** Fields to their faults. */
      readonly errors?: Readonly<Record<string, string>>
      readonly message?: string
      readonly details?: Readonly<Record<string, string>>
    }

interface Sending {
  /** From 0 to 1. */
  onSent(part: number): void
  readonly signal: AbortSignal
}

/** Sends a package's bytes to the house. The one place where a page uses XMLHttpRequest: fetch cannot tell how much has gone up. */
export function sendFirmware(
  said: Readonly<Record<string, string>>,
  file: File,
  { onSent, signal }: Sending,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/firmware?${new URLSearchParams({ ...said, fileName: file.name })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total)
    request.onload = () => resolve(request.status === 201 ? { ok: true } : refused(request.responseText))
    request.onerror = () => resolve({ ok: false })
    request.onabort = () => resolve({ ok: false, errors: {} })
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function refused(text: string): Sent {
  try {
    const { detail, errors, details } = JSON.parse(text)
    return { ok: false, message: detail, errors, details }
  } catch {
    return { ok: false }
  }
}
