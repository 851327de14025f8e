import type { Day, Job } from '@/lib/field/job'
import type { Sync, SyncResult } from '@/lib/field/sync'

/** Why the server could not be asked, or would not: nothing queued is lost by any of them. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    /** unreachable: no network, or nobody there; signed-out: sign in and it goes on; refused: asking again changes nothing. */
    readonly why: 'unreachable' | 'signed-out' | 'refused' | 'failed',
    /** What was wrong, in the server's words. */
    message: string = why,
  ) {
    super(message)
  }
}

export interface TestRequest {
  readonly id: string
  readonly workOrderId: string
  readonly command: Readonly<Record<string, unknown>> & { readonly type: string }
}

/** What the tablet asks of the server. Every method throws ApiError. */
export interface FieldApi {
  day(): Promise<Day>
  job(id: string): Promise<Job>
  sync(body: Sync): Promise<readonly SyncResult[]>
  upload(sha256: string, bytes: Blob): Promise<void>
  arrange(ids: readonly string[]): Promise<void>
  test(request: TestRequest): Promise<void>
  seeConflicts(workOrderId: string): Promise<void>
}

/** A request on a bad network may hang for ever; after this it counts as lost. A photo may take longer. */
const GIVE_UP_MS = 20_000
const GIVE_UP_UPLOAD_MS = 120_000

async function ask(method: string, path: string, body?: BodyInit, type = 'application/json'): Promise<Response> {
  const answer = await fetch(`/api/field${path}`, {
    method,
    body,
    headers: body === undefined ? {} : { 'content-type': type },
    cache: 'no-store',
    signal: AbortSignal.timeout(body instanceof Blob ? GIVE_UP_UPLOAD_MS : GIVE_UP_MS),
  }).catch(() => {
    throw new ApiError('unreachable')
  })
  if (answer.ok) return answer
  const said: unknown = await answer.json().catch(() => null)
  const detail = (said as { detail?: string } | null)?.detail
  if (answer.status === 401) throw new ApiError('signed-out', detail)
  throw new ApiError(answer.status < 500 && answer.status !== 429 ? 'refused' : 'failed', detail)
}

const asJson = async (answer: Promise<Response>) => (await answer).json()
const post = (path: string, body: unknown) => ask('POST', path, JSON.stringify(body))

export const fieldApi: FieldApi = {
  day: () => asJson(ask('GET', '')),
  job: (id) => asJson(ask('GET', `/jobs/${id}`)),
  sync: (body) => asJson(post('/sync', body)),
  upload: async (sha256, bytes) => {
    await ask('PUT', `/uploads/${sha256}`, bytes, 'application/octet-stream')
  },
  arrange: async (ids) => {
    await ask('PUT', '/arrangement', JSON.stringify({ ids }))
  },
  test: async (request) => {
    await post('/tests', request)
  },
  seeConflicts: async (workOrderId) => {
    await post('/seen', { workOrderId })
  },
}
