import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Fault, messageOf, tell } from './fault'
import { startOwnGateway } from './replay/own-gateway'
import { play } from './replay/play'
import { type Recorded, readRecording } from './replay/read-recording'
import { say, step } from './say'

const USE = `npm run replay -- <file.jsonl> [--station ID] [--to ws://host:9000/ocpp] [--as ID] [--password …] [--speed 1|10|max]

  Says again what a station has said (the message log's export, or recorded frames), and shows where the answers differ.
  Without --to: to a gateway of its own with an empty database, which is thrown away afterwards.`

/** The recording of one station. @throws Fault when the file cannot be read or holds several and none is chosen */
function chosen(path: string, station: string | undefined): readonly Recorded[] {
  const all = readRecording(read(path))
  const stations = [...new Set(all.map((exchange) => exchange.station))]
  if (station === undefined && stations.length > 1)
    throw new Fault(`The file holds ${stations.length} stations; choose one with --station: ${stations.join(', ')}.`)
  const recording = station === undefined ? all : all.filter((exchange) => exchange.station === station)
  if (!recording.some(({ direction }) => direction === 'in'))
    throw new Fault('There is nothing a station has said in it.')
  return recording
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Fault(`${path} cannot be read: ${messageOf(error)}.`)
  }
}

function speedOf(said: string): number {
  const speed = said === 'max' ? Number.POSITIVE_INFINITY : Number(said)
  if (!(speed > 0)) throw new Fault('--speed is a number above 0, or max.')
  return speed
}

const shown = (value: unknown) => (value === undefined ? '(nothing)' : JSON.stringify(value))

async function replay(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      station: { type: 'string' },
      to: { type: 'string' },
      as: { type: 'string' },
      password: { type: 'string' },
      speed: { type: 'string', default: 'max' },
    },
  })
  const [path] = positionals
  if (path === undefined) throw new Fault(USE)
  const recording = chosen(path, values.station)
  const speed = speedOf(values.speed)
  const identity = values.as || recording[0]?.station || 'REPLAY'
  const own = values.to ? null : await step('Starting a gateway for it', () => startOwnGateway(identity, recording))
  try {
    let differing = 0
    const played = await play(recording, {
      to: values.to ?? own?.to ?? '',
      identity,
      password: values.password,
      speed,
      onAnswered({ at, action, messageId }, differences) {
        if (differences.length === 0) return
        differing++
        say(`\n${new Date(at).toISOString()} ${action || '(unreadable)'} ${messageId}`)
        for (const { path: field, recorded, now } of differences)
          say(`  ${field || 'answer'}: ${shown(recorded)} → ${shown(now)}`)
      },
    })
    const asked = recording.filter(({ direction }) => direction === 'out').length
    say(`\n${played.length} messages said again, ${differing} answered differently.`)
    if (asked > 0)
      say(`${asked} calls to the station are in the recording; they are answered when the gateway makes them.`)
    return differing === 0 ? 0 : 1
  } finally {
    await own?.stop()
  }
}

// npm run replay: a station's recorded conversation, once more.
let code = 1
try {
  code = await replay()
} catch (error) {
  tell(error)
}
process.exit(code)
