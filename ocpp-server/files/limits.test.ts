import { describe, expect, test } from 'vitest'
import { steady, TooSlow } from './steady'
import { createTransferGuard } from './transfer-guard'

describe('F-7 bytes that trickle', () => {
  /** So many bytes every so many seconds, for two minutes. */
  async function run(bytes: number, everySeconds: number): Promise<number> {
    let now = 0
    async function* chunks() {
      for (; now < 120_000; now += everySeconds * 1_000) yield new Uint8Array(bytes)
    }
    let size = 0
    for await (const chunk of steady(chunks(), () => now)) size += chunk.byteLength
    return size
  }

  test('a poor line is waited for', async () => {
    expect(await run(1_000, 5)).toBe(24_000)
  })
  test('a byte now and then is not', async () => {
    await expect(run(1, 30)).rejects.toThrow(TooSlow)
  })
})

describe('F-8 crowds', () => {
  const enter = (guard: ReturnType<typeof createTransferGuard>, address: string, secret: string) =>
    guard.enter(address, secret) !== null

  test('two of a link, and room again when one has left', () => {
    const guard = createTransferGuard()
    const leave = guard.enter('a', 'link')
    expect([enter(guard, 'a', 'link'), enter(guard, 'b', 'link')]).toEqual([true, false])
    leave?.()
    leave?.() // said twice, counted once
    expect([enter(guard, 'a', 'link'), enter(guard, 'a', 'link')]).toEqual([true, false])
  })
  test('forty of an address, two hundred in all', () => {
    const guard = createTransferGuard()
    const inside = (address: string) =>
      Array.from({ length: 50 }, (_, at) => enter(guard, address, `${address}${at}`)).filter(Boolean).length
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map(inside)).toEqual([40, 40, 40, 40, 40, 0])
  })
})
