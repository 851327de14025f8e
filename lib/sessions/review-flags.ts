/**
 * Why a person should look at a session before it is billed. Codes only; the console has the words.
 * `lasting` flags stand until a person resolves them. `passing` flags say how things look with what has arrived so far: the
 * gateway takes them back by itself when late messages fill the gap.
 */
export const REVIEW_FLAGS = {
  /** A stop that fits no session, or more than one: kept as a session of its own, never guessed on to another. */
  'orphan-stop': 'lasting',
  /** Another session began on the EVSE while this one was open: its stop is probably lost. */
  superseded: 'passing',
  /** No stop ever came: ended by rule, at what was last heard. */
  'closed-by-rule': 'passing',
  /** The station's clock was not set, or wrong: our receive time was used. */
  'clock-doubt': 'lasting',
  /** 2.x: the numbered events are not all here, or the first or last is missing. */
  'events-missing': 'passing',
  /** The station did not say what the meter showed at the start, or said what cannot be: the first reading was used. */
  'meter-start-derived': 'passing',
  /** The meter never said enough to know the energy. */
  'meter-missing': 'passing',
  /** The register fell and went on from there (a reset): both parts were added. */
  'register-reset': 'passing',
  /** The register leapt further than the station could have delivered, and stayed there. */
  'register-jump': 'passing',
  /** The register at the stop is lower than one before it: the highest was used. */
  'register-backwards': 'passing',
  /** More energy than the connector could have delivered in the time. */
  'energy-implausible': 'passing',
  /** No register, only amounts per interval: their sum was used. */
  'energy-from-intervals': 'passing',
  /** Something is charged although nothing was delivered. */
  'no-energy': 'passing',
  /** Energy was delivered to a token that was not accepted. */
  'token-not-accepted': 'passing',
  /** Energy was delivered where payment is asked for first, and nobody pays for it. */
  'payment-missing': 'passing',
  /** Stopped with another token, of another group. */
  'stop-token-differs': 'lasting',
} as const satisfies Record<string, 'lasting' | 'passing'>

export type ReviewFlag = keyof typeof REVIEW_FLAGS

/** A flag with what it rests on: plain facts in English (`stop 500 Wh, before 3000 Wh`), never a token. */
export interface Review {
  readonly flag: ReviewFlag
  readonly detail: string
}
