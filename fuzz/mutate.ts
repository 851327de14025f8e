import type { Random } from '../simulator/random'
import type { Seed } from './corpus'

/** One frame to send, and what it is made from, for the report when it does harm. */
export interface MutatedFrame {
  readonly text: string
  readonly mutation: string
}

/** What breaks programs: wrong types, edges of numbers, text that is long, odd or hostile. Text, so that 1e999 and -0 survive. */
const JSON_VALUES: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1e999',
  '-1e999',
  '1e-400',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '1.5',
  '1e18',
  '""',
  '" "',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00x"',
  '"😀👩‍🚀"',
  '"‮evil"',
  '"\\"\'; DROP TABLE station; --"',
  '"{\\"a\\":1}"',
  '"NaN"',
  '"1,5"',
  '"2026-02-31T25:61:00Z"',
  '"0000-00-00T00:00:00Z"',
  '"+275760-09-13T00:00:00Z"',
  '"9999-12-31T23:59:59.999999999999Z"',
  '"../../etc/passwd"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '[{}]',
  '{"":""}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"toString":1,"hasOwnProperty":null,"then":"x"}',
]
const KEYS = ['__proto__', 'constructor', 'toString', '', 'then', 'status', 'transactionId', '\\u0000', '😀']
const LENGTHS = [21, 37, 256, 2_501, 65_537]
const DEPTHS = [10, 60, 61, 62, 63, 64, 65, 500, 20_000]

/** A frame, damaged or left whole. @param id its message id */
export function mutatedFrame({ action, payload }: Seed, other: Seed, id: string, random: Random): MutatedFrame {
  const frame = (type: string, idText: string, actionText: string, payloadText: string) =>
    `[${type},${idText},${actionText},${payloadText}]`
  const whole = (payloadText: string) => frame('2', quote(id), quote(action), payloadText)
  const good = JSON.stringify(payload ?? {})
  const mutation = random.pick(MUTATIONS)
  const text = ((): string => {
    switch (mutation) {
      case 'none':
        return whole(good)
      case 'value':
        return whole(withValue(good, random, random.pick(JSON_VALUES)))
      case 'values':
        return whole(withValue(withValue(good, random, random.pick(JSON_VALUES)), random, random.pick(JSON_VALUES)))
      case 'key':
        return whole(withKey(good, random))
      case 'missing':
        return whole(without(good, random))
      case 'long':
        return whole(withValue(good, random, quote(longText(random))))
      case 'items':
        return whole(
          withValue(good, random, `[${Array(random.integer(2, 300)).fill(random.pick(JSON_VALUES)).join(',')}]`),
        )
      case 'deep':
        return whole(withValue(good, random, deep(random)))
      case 'exchanged':
        return whole(JSON.stringify(other.payload ?? {}))
      case 'action':
        return frame('2', quote(id), random.pick(ACTIONS(action)), good)
      case 'id':
        return frame('2', random.pick(IDS), quote(action), good)
      case 'type':
        return frame(random.pick(TYPES), quote(id), quote(action), good)
      case 'answer':
        return random
          .pick(['[3,ID,P]', '[4,ID,"InternalError","",P]', '[5,ID,"FormatViolation","",P]', '[3,ID]', '[4,ID]'])
          .replace('ID', quote(id))
          .replace('P', () => random.pick([good, '{}', '[]', 'null', '7']))
      case 'shape':
        return random
          .pick(SHAPES)
          .replace('ID', quote(id))
          .replace('ACTION', quote(action))
          .replace('P', () => good)
      case 'cut':
        return whole(good).slice(0, random.integer(0, whole(good).length))
      case 'characters':
        return scrambled(whole(good), random)
      case 'doubled':
        return whole(good) + whole(good)
    }
  })()
  return { text, mutation }
}

const MUTATIONS = [
  ...Array<'none'>(4).fill('none'),
  ...Array<'value'>(6).fill('value'),
  ...Array<'key'>(2).fill('key'),
  ...Array<'missing'>(2).fill('missing'),
  'values',
  'long',
  'items',
  'deep',
  'exchanged',
  'action',
  'id',
  'type',
  'answer',
  'shape',
  'cut',
  'characters',
  'doubled',
] as const

const quote = (text: string) => JSON.stringify(text)
const ACTIONS = (action: string) => [
  '""',
  '"NoSuchAction"',
  '"__proto__"',
  '"constructor"',
  '"toString"',
  'null',
  '7',
  '{}',
  quote(action.toLowerCase()),
  quote(`${action} `),
  quote(action.repeat(20)),
  '"\\u0000"',
]
const IDS = [
  'null',
  '""',
  '{}',
  '[]',
  '7',
  '-1',
  '1e999',
  '"-1"',
  '"😀"',
  '"a\\u0000b"',
  '"__proto__"',
  quote('x'.repeat(36)),
  quote('x'.repeat(255)),
  quote('x'.repeat(256)),
  quote('x'.repeat(5_000)),
  'true',
]
const TYPES = ['0', '1', '3', '4', '5', '6', '7', '99', '-2', '2.5', '1e999', '"2"', 'null', '{}', '[2]', 'true']
const SHAPES = [
  '',
  'null',
  '7',
  '""',
  '{}',
  '[]',
  '[[]]',
  '[2]',
  '[2,ID]',
  '[2,ID,ACTION]',
  '[2,ID,ACTION,null]',
  '[2,ID,ACTION,[]]',
  '[2,ID,ACTION,"P"]',
  '[2,ID,ACTION,P,P]',
  '[2,ID,P,ACTION]',
  '[ID,2,ACTION,P]',
  '[6,ID,ACTION,P]',
  '[6,ID]',
  '{"2":ID}',
  ' [ 2 , ID , ACTION , P ] ',
  '[2,ID,ACTION,P',
  '[2,ID,ACTION,P]]',
  '[2,ID,ACTION,{"a":1,"a":2}]',
  '\ufeff[2,ID,ACTION,P]',
]

/** The payload with the value at one place (counted by colons of keys) replaced by JSON text. */
function withValue(json: string, random: Random, value: string): string {
  const places = count(json)
  if (places === 0) return value.startsWith('{') ? value : '{}'
  const marked = replaceAt(json, random.integer(0, places - 1), () => MARK)
  return marked.replace(quote(MARK), () => value)
}
const MARK = '\u0001mark'

const count = (json: string): number => {
  let places = 0
  JSON.parse(json, (key, value) => {
    if (key !== '') places++
    return value
  })
  return places
}

function replaceAt(json: string, at: number, by: (value: unknown) => unknown): string {
  let left = at
  const changed = JSON.parse(json, (key, value) => (key !== '' && left-- === 0 ? by(value) : value))
  return JSON.stringify(changed)
}

const without = (json: string, random: Random): string => {
  const places = count(json)
  return places === 0 ? '{}' : replaceAt(json, random.integer(0, places - 1), () => undefined)
}

const withKey = (json: string, random: Random): string =>
  json.startsWith('{')
    ? `{"${random.pick(KEYS)}":${random.pick(JSON_VALUES)}${json === '{}' ? '' : ','}${json.slice(1)}`
    : json

/** One character over and over, or some of every kind, which no database squeezes into its indexes. */
function longText(random: Random): string {
  const length = random.pick(LENGTHS)
  if (random.chance(0.7)) return random.pick(['x', 'å', '😀', '"', '\\', '\n', '[']).repeat(length)
  return Array.from({ length }, () => String.fromCharCode(random.integer(32, 50_000))).join('')
}

function deep(random: Random): string {
  const depth = random.pick(DEPTHS)
  return random.chance(0.5) ? '['.repeat(depth) + ']'.repeat(depth) : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
}

/** A few characters changed, put in, taken out or moved. */
function scrambled(text: string, random: Random): string {
  let result = text
  for (let times = random.integer(1, 4); times > 0; times--) {
    const at = random.integer(0, result.length)
    const piece = random.pick([
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      '\u0000',
      '\ud800',
      '0',
      'e',
      ' ',
      '\t',
      '}}',
      '"}',
      '',
    ])
    result = result.slice(0, at) + piece + result.slice(at + random.integer(0, 2))
  }
  return result
}
