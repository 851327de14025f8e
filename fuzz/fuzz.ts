import { OCPP_VERSIONS, type OcppVersion } from '../lib/ocpp-schemas/official'
import type { Random } from '../simulator/random'
import { type ControlStation, controlStation } from './control-station'
import { createCorpus, type Seed } from './corpus'
import { FuzzStation } from './fuzz-station'

export interface FuzzOptions {
  /** `ws://host:port/ocpp` of a real gateway. */
  readonly url: string
  /** Identities to speak as, accepted or not; dealt out to the versions in turn. */
  readonly identities: readonly string[]
  /** A station that behaves, and must notice nothing. */
  readonly control: string
  readonly frames: number
  readonly random: Random
  /** Between bursts; may throw to stop everything (the gateway has died, its memory grows). */
  onProgress?(sent: number): void
}

export interface FuzzResult {
  readonly frames: number
  /** The longest the well-behaved station had to wait for an answer. */
  readonly slowestHeartbeatMs: number
}

/**
 * Sends a gateway mutated frames over real sockets, several stations of every version at once, and checks each answer.
 * @throws Harm the first frame that was answered wrongly, or not at all, or cost another station anything
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { url, identities, frames, random, onProgress } = options
  const corpora = new Map<OcppVersion, (random: Random) => Seed>(
    OCPP_VERSIONS.map((version) => [version, createCorpus(version)]),
  )
  const stations = identities.map((identity, index) => {
    const version = OCPP_VERSIONS[index % OCPP_VERSIONS.length]!
    return new FuzzStation({ url, identity, version, random: random.fork(identity), draw: corpora.get(version)! })
  })
  let sent = 0
  let isOver = false
  let control: ControlStation | null = null
  const speak = async (station: FuzzStation) => {
    while (sent < frames && !isOver) {
      const burst = await station.burst()
      sent += burst
      control?.check()
      onProgress?.(sent)
    }
  }
  try {
    // Once round first: the gateway compiles a schema when it first meets a message, which is not what is looked at here.
    for (const station of stations) sent += await station.burst()
    control = await controlStation(url, options.control)
    await Promise.all(stations.map(speak))
    return { frames: sent, slowestHeartbeatMs: await control.done() }
  } finally {
    isOver = true
    for (const station of stations) station.close()
    control?.close()
  }
}
