import { describe, expect, it } from 'vitest'
import { composeMessage } from './compose-message'
import { asHtml, asPush, asSms, asText } from './message-forms'
import type { Filling, Notice } from './notice'

const NOTICE: Notice = {
  kind: 'opened',
  at: '2026-11-20T11:59:00.000Z',
  by: null,
  promisedAt: '2026-11-20T14:40:00.000Z',
  fault: {
    id: '17',
    siteName: 'Kista',
    identity: 'SE-KIS-04',
    stationName: 'Plats 4',
    evse: 2,
    connector: 1,
    code: 'GroundFailure',
    cause: 'GroundFailure',
    severity: 1,
    isSafety: true,
    openedAt: '2026-11-20T11:58:00.000Z',
    timeZone: 'Europe/Stockholm',
  },
}
const compose = (filling: Filling, language: 'sv' | 'en' = 'sv', token: string | null = null) =>
  composeMessage(filling, { language, baseUrl: 'https://console.example', token })
const about = (over: Partial<Notice>): Filling => ({ template: 'fault', content: { ...NOTICE, ...over } })
const toDriver = (over: Partial<Notice>): Filling => ({ template: 'driver', content: { ...NOTICE, ...over } })

describe('a message to colleagues', () => {
  it('says in both languages what, where, since when and until when', () => {
    const { title, facts, link } = compose(about({}))
    expect(title).toMatch(/^FARA: Nytt fel: .+, Plats 4$/)
    expect(Object.fromEntries(facts)).toMatchObject({
      Plats: 'Kista, Plats 4 · SE-KIS-04, uttag 2',
      Sedan: '12:58',
      Klart: '15:40',
      Kod: 'GroundFailure',
    })
    expect(link?.url).toBe('https://console.example/faults/17')
    expect(compose(about({}), 'en').title).toMatch(/^DANGER: New fault: /)
  })

  it('says the day where it is another', () => {
    const { facts } = compose(about({ promisedAt: '2026-11-21T09:00:00.000Z' }))
    expect(Object.fromEntries(facts).Klart).toBe('21 nov. 10:00')
  })

  it('speaks of the whole site', () => {
    const { title, facts } = compose(about({ fault: { ...NOTICE.fault, identity: null, stationName: '', evse: 0 } }))
    expect(title).toMatch(/, Kista$/)
    expect(Object.fromEntries(facts).Plats).toBe('Kista, hela anläggningen')
  })

  it('is the same at every try', () => {
    expect(compose(about({}))).toEqual(compose(about({})))
  })
})

describe('a message to drivers', () => {
  it.each<[Partial<Notice>, RegExp, RegExp]>([
    [{}, /^Fel på Plats 4$/, /fungerar 15:40/],
    [{ kind: 'promised', text: 'På väg' }, /^Plats 4 beräknas fungera 15:40$/, /På väg/],
    [{ kind: 'promise-broken' }, /^Plats 4 tar längre tid$/, /beklagar/],
    [{ kind: 'closed' }, /^Plats 4 fungerar igen$/, /går att ladda/],
  ])('%o', (over, title, body) => {
    const text = asText(compose(toDriver(over), 'sv', 'SECRET'))
    expect(text).toMatch(title.source.startsWith('^') ? new RegExp(title.source, 'm') : title)
    expect(text).toMatch(body)
    expect(text).toContain('https://console.example/s/SE-KIS-04')
    expect(text).toContain('https://console.example/s/link/SECRET')
    expect(text).not.toMatch(/GroundFailure|\/faults\//)
  })
})

describe('its forms', () => {
  const wild: Partial<Notice> = { text: `<script>alert("x")</script> & 'så'`, by: 'Åsa 😀'.repeat(200) }

  it('a letter with formatting has no markup of others', () => {
    const html = asHtml(compose(about(wild)), 'sv')
    expect(html).not.toContain('<script>')
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;så&#39;')
  })

  it('a text message fits, with its whole address', () => {
    const text = asSms(compose(about({ ...wild, fault: { ...NOTICE.fault, stationName: 'Å'.repeat(500) } })))
    expect(text.length).toBeLessThanOrEqual(300)
    expect(text).toMatch(/\nhttps:\/\/console\.example\/faults\/17$/)
  })

  it('a push message fits what push services take', () => {
    const items = Array.from({ length: 100 }, () => ({ ...NOTICE, ...wild }))
    for (const filling of [about(wild), { template: 'digest', content: { items, more: 3 } } as const]) {
      const text = asPush(compose(filling), 'id')
      expect(Buffer.byteLength(text)).toBeLessThan(3_000)
      expect(JSON.parse(text)).toMatchObject({ id: 'id', title: expect.any(String) })
    }
  })
})

it('a digest counts all, also what it leaves out', () => {
  const { title, facts, paragraphs } = compose({ template: 'digest', content: { items: [NOTICE, NOTICE], more: 3 } })
  expect(title).toBe('5 händelser')
  expect(facts).toHaveLength(2)
  expect(paragraphs).toEqual(['… och 3 till'])
})
