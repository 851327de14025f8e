export type OwnReason =
  | 'password'
  | 'profile'
  | 'untrusted'
  | 'expired'
  | 'revoked'
  | 'unknown'
  | 'wrong-station'
  | 'unreadable'
  | 'bad-signature'
  | 'weak-key'
  | 'wrong-subject'
  | 'too-often'

/** What we ourselves have turned down, and why: written down in English or as a word by whoever refused. */
const REFUSALS: ReadonlySet<string> = new Set(['CentralSystemRefusedStation', 'InvalidCertificateRequest'])
const WORDS: ReadonlySet<string> = new Set<OwnReason>([
  'untrusted',
  'expired',
  'revoked',
  'unknown',
  'wrong-station',
  'unreadable',
  'bad-signature',
  'weak-key',
  'wrong-subject',
  'too-often',
])

/** Our own reason in an event's detail, to be said in the reader's language; null: it is a station's event, or another version's word. */
export function ownReason(event: string, why: unknown): { reason: OwnReason; profile: string } | null {
  if (!REFUSALS.has(event) || typeof why !== 'string') return null
  if (why === 'wrong or missing password') return { reason: 'password', profile: '' }
  const [, profile] = /^this station must come with security profile (\d)$/.exec(why) ?? []
  if (profile !== undefined) return { reason: 'profile', profile }
  const word = why.replace(/^its certificate does not count: /, '')
  return WORDS.has(word) ? { reason: word as OwnReason, profile: '' } : null
}
