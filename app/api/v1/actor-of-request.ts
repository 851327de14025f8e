import type { Actor } from '@/lib/access/actor'
import { actorOfKey } from '@/lib/api-keys/mutations'

/** Who asks, by the API key in the Authorization header; null without a key that works. Cookies count for nothing here. */
export async function actorOfRequest(request: Request, find: typeof actorOfKey = actorOfKey): Promise<Actor | null> {
  const [, key] = /^Bearer +(\S{1,512})$/i.exec(request.headers.get('authorization')?.trim() ?? '') ?? []
  return key ? await find(key) : null
}
