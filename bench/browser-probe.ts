import type { Page } from '@playwright/test'

/** What is measured inside the page; the functions given to the browser use nothing from outside themselves. */

interface Probe {
  /** ms after the navigation began. */
  paintedAt?: number
  /** Epoch ms of the paints after each change of what is watched. */
  changes?: number[]
  longTasks?: number[]
}
declare global {
  interface Window {
    probe: Probe
  }
}

/** A slow machine is measured, too. */
const PATIENCE_MS = 120_000

/** From the next navigation on: when something that matches was on the screen for the first time. */
export const watchFirstPaint = (page: Page, selector: string) =>
  page.addInitScript((wanted) => {
    window.probe = {}
    const look = () => {
      const element = document.querySelector(wanted)
      if (!element?.checkVisibility()) return
      observer.disconnect()
      // The frame it is drawn in, and then the first thing that runs after that frame.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          window.probe.paintedAt ??= performance.now()
        }
        port2.postMessage(null)
      })
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true, attributes: true })
  }, selector)

/** @returns ms from the navigation to the first paint with what `watchFirstPaint` waits for */
export async function firstPaint(page: Page): Promise<number> {
  await page.waitForFunction(() => window.probe?.paintedAt !== undefined, undefined, { timeout: PATIENCE_MS })
  return page.evaluate(() => window.probe.paintedAt ?? Number.NaN)
}

/** Notes when what the elements say (their `data-status`, else their text) has changed on the screen. */
export const watchChanges = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const read = () =>
      [...document.querySelectorAll<HTMLElement>(wanted)]
        .map((element) => element.dataset.status ?? element.textContent)
        .join('|')
    let before = read()
    const changes: number[] = []
    window.probe.changes = changes
    new MutationObserver(() => {
      const now = read()
      if (now === before) return
      before = now
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => changes.push(performance.timeOrigin + performance.now())
        port2.postMessage(null)
      })
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
  }, selector)

/** @returns epoch ms of the paint of change number `index`; null when it does not come in time */
export async function changeAt(page: Page, index: number, withinMs: number): Promise<number | null> {
  const came = await page
    .waitForFunction((wanted) => (window.probe.changes?.length ?? 0) > wanted, index, { timeout: withinMs })
    .catch(() => null)
  if (came === null) return null
  return page.evaluate((wanted) => window.probe.changes?.[wanted] ?? null, index)
}

export const changeCount = (page: Page): Promise<number> => page.evaluate(() => window.probe.changes?.length ?? 0)

/** From now on: tasks that keep the browser from answering for more than 50 ms. */
export const watchLongTasks = (page: Page) =>
  page.evaluate(() => {
    const longTasks: number[] = []
    window.probe.longTasks = longTasks
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration)
    }).observe({ type: 'longtask' })
  })

/** @returns their lengths, ms */
export const longTasks = (page: Page): Promise<readonly number[]> => page.evaluate(() => window.probe.longTasks ?? [])
