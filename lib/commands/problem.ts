/**
 * What the gateway itself says of a command that came to nothing: a word that stays, and its one English sentence. Pages say it in their
 * own language (messages `station.command.problem`); what stations and databases say stays as they said it.
 */
const SENTENCES = {
  // What became of the call.
  'said-no': 'The station answered {status}.',
  'said-failed': 'The station said {status}.',
  'timed-out': 'The station did not answer in time.',
  disconnected: 'The station disconnected before it answered.',
  'queue-full': 'Too many calls are waiting for this station.',
  unreadable: "The station's answer could not be read: {detail}.",
  'gateway-fault': 'The gateway could not carry it out: {detail}',
  lost: 'The gateway lost sight of it before it was sent.',
  restarted: 'The gateway was restarted before the station answered.',
  expired: 'The station could not be reached in time.',
  superseded: 'The station gave it up for a later one.',
  // What self-recovery asks for is looked at once more when it leaves.
  'held-in-use': 'Not sent: somebody charges or is plugged in.',
  'held-authorised': 'Not sent: somebody was let in just now.',
  'held-reserved': 'Not sent: somebody has booked.',
  'held-unknown': 'Not sent: nobody knows whether somebody is there.',
  'held-busy': 'Not sent: the station was saying something just then.',
  'no-diagnostics': 'The station has no diagnostics to bring.',
  // What the station's version has no words for.
  'no-words': '{protocol} has no words for {type}.',
  'against-schema': '{action}: {detail}.',
  'no-purpose': '{protocol} knows no profiles of the purpose {purpose}.',
  'no-iso-15118': 'OCPP 1.6 has no certificates of ISO 15118.',
  'no-such-roots': 'OCPP 1.6 knows roots of control rooms and makers only.',
  'no-data-collector': '{protocol} has no data collector log.',
  'report-or-keys': 'OCPP 1.6 reports everything or single keys; read those keys.',
  'value-only': 'OCPP 1.6 knows a key and its value, nothing besides.',
  'not-one-evse': 'OCPP 1.6 cannot reset one EVSE, only the whole station.',
  'token-too-long': 'OCPP 1.6 carries tokens of 20 characters at most.',
  'by-number': 'OCPP 1.6 reserves a connector by number, not by type.',
  'no-transaction-event': 'OCPP 1.6 has no TransactionEvent; ask for MeterValues.',
  'no-message': 'OCPP 1.6 has no {message}.',
  'not-a-variable': 'In OCPP 2.x a key is Component.Variable; {key} is not.',
  'report-too-long': 'The station takes {most} components or variables in one report.',
  'nothing-to-change': 'Nothing was to be changed.',
  // What it is about.
  'campaign-over': 'The campaign no longer waits for this station.',
  'no-firmware': 'There is no firmware {id} in the repository.',
  'unsigned-firmware': 'Firmware {version} has no signature in the repository, or no certificate for it.',
  'no-ftp': 'No FTP server is set (FTP_URL).',
  'ftp-failed': 'The FTP server did not take it: {detail}',
  'no-tariff': 'There is no tariff {tariff}.',
  'no-tariff-version': 'There is no tariff {tariff} version {version}.',
  'archived-tariff': 'The tariff {name} is archived.',
  'newer-tariff': 'The tariff {name} was written by a newer program and cannot be read here.',
  'tariff-says-more': 'The tariff {name} has prices that a station cannot be told; its page says which.',
  'no-price': 'The session has no price yet.',
  'reservation-over': 'A reservation must end in the future.',
  'no-outlet': 'This station ignores a limit for it as a whole, and no outlet of it is known.',
  'limit-of-station': "The whole station's limit is not for one EVSE.",
  'limit-needs-evse': "A session's limit needs its EVSE.",
  'limit-of-session': 'Only a session profile is for a session.',
  'limit-needs-session': "A session's limit needs its session.",
  'harmful-measurands': 'This station is known to stop working with: {measurands}.',
  'harmful-interval': 'This station takes meter intervals of {seconds} seconds and more.',
  'hexadecimal-only': 'This station takes only hexadecimal tokens in a remote start.',
  // Security.
  'password-open':
    'An earlier new password is still open: the station may come with it. It is settled when the station connects with it, or when a password is set by hand.',
  'no-address': 'Name the address the station is to call (or set OCPP_TLS_URL).',
  'profile-not-higher': 'Security profile {profile}: it connects with that profile or a higher one already.',
  'profile-no-tls': 'Not ready for security profile {profile}: there is no encrypted port (OCPP_TLS_PORT).',
  'profile-no-password': 'Not ready for security profile {profile}: it has no password.',
  'profile-no-root':
    'Not ready for security profile {profile}: no root certificate of the control room is known to be installed.',
  'profile-no-certificate': 'Not ready for security profile {profile}: it has no certificate of its own.',
  'csr-unreadable': 'The certificate request cannot be read.',
  'csr-bad-signature': 'The certificate request is not signed with its own key.',
  'csr-weak-key': 'The certificate request has a key that is too weak.',
  'csr-wrong-subject': 'The certificate request does not name the station.',
  'chain-too-long': 'The chain has {length} characters; the station takes {most}.',
  'not-a-certificate': 'That is no certificate: {detail}',
} as const

export type ProblemCode = keyof typeof SENTENCES

const ownWords = (sentence: string): string => sentence.replaceAll(/\{\w+\}|\W/g, '')

/**
 * Each sentence as it is recognised, the most particular first. One without words of its own ("{action}: {detail}.") could be
 * anybody's.
 */
const SPOKEN = (Object.entries(SENTENCES) as [ProblemCode, string][])
  .filter(([, sentence]) => ownWords(sentence) !== '')
  .sort(([, a], [, b]) => ownWords(b).length - ownWords(a).length)
  .map(([code, sentence]) => {
    const pattern = sentence.replaceAll(/[.()]/g, '\\$&').replaceAll(/\{(\w+)\}/g, '(?<$1>.+)')
    return [code, new RegExp(`^${pattern}$`, 's')] as const
  })

export interface Problem {
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, string | number>>
}

export const PROBLEM_CODES = Object.keys(SENTENCES) as ProblemCode[]

export const problem = (code: ProblemCode, params: Problem['params'] = {}): Problem => ({ code, params })

/** In English, for the row, for REST and for logs. */
export const sentenceOf = ({ code, params }: Problem): string =>
  SENTENCES[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

/** In one word, where there is room for no more: the station's own, or ours that needs nothing besides; else the sentence. */
export const wordOf = (problem: Problem): string => {
  const { code, params } = problem
  if (params.status !== undefined) return String(params.status)
  return paramsOf(code).length === 0 ? code : sentenceOf(problem)
}

/** A word of ours that needs nothing besides (`wordOf`). */
export const isWord = (word: string): word is ProblemCode =>
  Object.hasOwn(SENTENCES, word) && paramsOf(word as ProblemCode).length === 0

/**
 * The problem that a stored text tells of: one of our words, or one of our sentences read back; null: others said it. For columns that
 * hold one text for whoever spoke (`local_list.error`, `firmware_update.error`).
 */
export function problemIn(text: string): Problem | null {
  if (isWord(text)) return problem(text)
  for (const [code, sentence] of SPOKEN) {
    const found = sentence.exec(text)
    if (found !== null) return problem(code, { ...found.groups })
  }
  return null
}

/** What a sentence leaves open. */
export const paramsOf = (code: ProblemCode): readonly string[] =>
  [...SENTENCES[code].matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)

/** A row's problem, as it was stored; null: there is none, or another version of this program wrote it. */
export function readProblem(stored: unknown): Problem | null {
  const { code, params } = (stored ?? {}) as { code?: unknown; params?: unknown }
  if (typeof code !== 'string' || !Object.hasOwn(SENTENCES, code)) return null
  return { code: code as ProblemCode, params: (params ?? {}) as Problem['params'] }
}
