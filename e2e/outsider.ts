import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { Api } from './api'
import type { House } from './start-house'
import { ThirdPartyStation } from './third-party-station'

const MINUTE_MS = 60_000
const startedAt = new Date(Date.now() - 120 * MINUTE_MS)

/** An instant of the charge, counted from its start two hours ago. */
export const minute = (minutes: number): string => new Date(startedAt.getTime() + minutes * MINUTE_MS).toISOString()
export const short = (): string => randomUUID().slice(0, 8).toUpperCase()

/** 12.345 kWh at 3.95 is 48.76; 30 idle minutes less 15 of grace at 1.00; the start fee. VAT is a fifth of each line. */
const PRICE = {
  currency: 'SEK',
  total: '68.76',
  vat: '13.75',
  unpriced: null,
  lines: expect.arrayContaining([
    expect.objectContaining({ kind: 'start', quantity: '1', unit: 'session', amount: '5.00' }),
    expect.objectContaining({ kind: 'energy', quantity: '12.345', unit: 'kWh', rate: '3.95', amount: '48.76' }),
    expect.objectContaining({ kind: 'idle', quantity: '15', unit: 'min', amount: '15.00' }),
  ]),
}

/** Somebody who runs a network through the REST API alone. */
export class Outsider {
  private constructor(
    readonly house: House,
    readonly api: Api,
    readonly tariffId: string,
    readonly siteId: string,
  ) {}

  /** Makes a site and a default tariff. */
  static async of(house: House): Promise<Outsider> {
    const api = new Api(house.consoleUrl, house.apiKey)
    const tariff = await api.post('/tariffs', {
      name: `Publik ${short()}`,
      pricePerKwh: '3.95',
      startFee: '5.00',
      idlePerMinute: '1.00',
      idleGraceMinutes: 15,
      isDefault: true,
    })
    expect(tariff.status).toBe(201)
    const site = await api.post('/sites', { name: `Kista ${short()}`, timeZone: 'Europe/Stockholm' })
    expect(site.status).toBe(201)
    return new Outsider(house, api, tariff.body.id, site.body.id)
  }

  async token(): Promise<string> {
    const value = `04${short()}`
    const made = await this.api.post('/tokens', { value, type: 'rfid', name: 'Anna Berg' })
    expect(made).toMatchObject({ status: 201, body: { value, active: true } })
    expect((await this.api.post('/tokens', { value: value.toLowerCase(), type: 'rfid', name: 'again' })).status).toBe(
      409,
    )
    return value
  }

  /** A registered station that knows its password, connected and booted. */
  async station(protocol: 'ocpp1.6' | 'ocpp2.0.1', boot: Record<string, unknown>): Promise<ThirdPartyStation> {
    const id = `E2E_${short()}`
    const made = await this.api.post('/stations', { id, siteId: this.siteId, tariffId: this.tariffId })
    expect(made.status).toBe(201)
    expect(made.body.password).toMatch(/^\S{16,40}$/)
    const wrong = new ThirdPartyStation(id, protocol, { ocppUrl: this.house.ocppUrl, password: 'not-the-password' })
    await expect(wrong.connect()).rejects.toThrow()
    const station = new ThirdPartyStation(id, protocol, { ocppUrl: this.house.ocppUrl, password: made.body.password })
    await station.connect()
    expect(await station.call('BootNotification', boot)).toMatchObject({
      status: 'Accepted',
      interval: expect.any(Number),
    })
    await expect
      .poll(async () => (await this.api.get(`/stations/${id}`)).body)
      .toMatchObject({ id, online: true, protocol, vendor: 'Third', model: 'Party' })
    return station
  }

  async statusOf(station: ThirdPartyStation): Promise<string | undefined> {
    return (await this.api.get(`/stations/${station.identity}`)).body.evses[0]?.connectors[0]?.status
  }

  async command(station: ThirdPartyStation, body: object, path = 'commands'): Promise<string> {
    const queued = await this.api.post(`/stations/${station.identity}/${path}`, body)
    expect(queued.status, JSON.stringify(queued.body)).toBe(202)
    return queued.body.id
  }

  async stageOf(id: string) {
    return (await this.api.get(`/commands/${id}`)).body
  }

  /** Sends a command and waits until it has come as far as it can. */
  async carriedOut(station: ThirdPartyStation, body: object, stage = 'confirmed', path = 'commands') {
    const id = await this.command(station, body, path)
    await expect.poll(async () => (await this.stageOf(id)).stage).toBe(stage)
    return this.stageOf(id)
  }

  /** What a person sees of it, in the browser. */
  async expectShown(page: Page, sessionId: string): Promise<void> {
    await page.goto(`${this.house.consoleUrl}/sign-in?next=${encodeURIComponent(`/sessions/${sessionId}`)}`)
    await page.getByLabel(/e-?mail/i).fill(this.house.admin.email)
    await page.getByLabel(/password/i).fill(this.house.admin.password)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/sessions/${sessionId}$`))
    for (const shown of ['12.345', '48.76', '15.00', '5.00', '68.76']) {
      await expect(page.getByText(shown).first()).toBeVisible()
    }
  }

  async expectPriced(station: ThirdPartyStation, sessionId: string, token: string): Promise<void> {
    await expect.poll(async () => (await this.api.get(`/sessions/${sessionId}`)).body.status).toBe('ended')
    const { body } = await this.api.get(`/sessions/${sessionId}`)
    expect(body).toMatchObject({
      stationId: station.identity,
      evseId: 1,
      connectorId: 1,
      token,
      startedAt: minute(0),
      endedAt: minute(90),
      meterStartWh: 1000,
      meterStopWh: 13_345,
      energyWh: 12_345,
      price: PRICE,
      review: [],
    })
    const listed = await this.api.get(
      `/sessions?stationId=${station.identity}&from=${minute(0)}&to=${minute(1)}&status=ended`,
    )
    expect(listed.body.data.map((session: { id: string }) => session.id)).toEqual([sessionId])
    const readings = await this.api.get(`/sessions/${sessionId}/readings`)
    expect(readings.body.data.map((reading: { registerWh: number }) => reading.registerWh)).toContain(9000)
    const messages = await this.api.get(`/stations/${station.identity}/messages?limit=500`)
    expect(messages.body.data.map((message: { action: string }) => message.action)).toContain('BootNotification')
  }
}
