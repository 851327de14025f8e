/**
 * Lets /field open without network: keeps the page as it last worked, and everything it is made of. What is done offline is not
 * its business: the page queues that in IndexedDB and sends it (components/field/tablet).
 */
const CACHE = 'laddvakt-field-1'
const PAGE = '/field'
/** The page as it was just fetched; it becomes PAGE once it has said that it runs. */
const NEXT = '/field/next'
/** On a bad network a kept page now is better than a fresh one some day. */
const PATIENCE_MS = 4000
/** Builds of weeks ago need not be kept. */
const MOST_FILES = 400

self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith('laddvakt-field-') && name !== CACHE)
      await Promise.all(old.map((name) => caches.delete(name)))
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (url.pathname === PAGE) event.respondWith(page(request))
  } else if (url.pathname.startsWith('/_next/static/')) event.respondWith(kept(request))
  else if (url.pathname.startsWith('/map/')) event.respondWith(kept(request))
})

/** The page runs: `urls` is what it is made of. Kept only whole, so that what opens offline also works. */
self.addEventListener('message', (event) => {
  if (event.data?.type !== 'runs') return
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE)
      const urls = event.data.urls.filter((url) => new URL(url, self.location.origin).origin === self.location.origin)
      await Promise.all(urls.map(async (url) => (await cache.match(url)) ?? cache.add(url)))
      const next = (await cache.match(NEXT)) ?? (await fetch(PAGE))
      if (isPage(next)) await cache.put(PAGE, next)
      await cache.delete(NEXT)
      const files = (await cache.keys()).filter(({ url }) => url.includes('/_next/static/'))
      await Promise.all(files.slice(0, Math.max(0, files.length - MOST_FILES)).map((file) => cache.delete(file)))
      event.source?.postMessage({ type: 'kept' })
    })(),
  )
})

/** Neither a failure nor the sign-in page it may have led to. */
const isPage = (response) => response.ok && !response.redirected && response.type === 'basic'

async function page(request) {
  const cache = await caches.open(CACHE)
  const old = await cache.match(PAGE)
  const fresh = fetch(request).then(async (response) => {
    if (isPage(response)) await cache.put(NEXT, response.clone())
    return response
  })
  if (!old) return fresh
  const tooLate = new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
  const first = await Promise.race([fresh.catch(() => null), tooLate])
  // The server restarting is no reason to show a technician an error page.
  return first === null || first.status >= 500 ? old : first
}

async function kept(request) {
  const cache = await caches.open(CACHE)
  const known = await cache.match(request)
  if (known) return known
  const response = await fetch(request)
  if (response.ok && response.type === 'basic' && !response.redirected) await cache.put(request, response.clone())
  return response
}
