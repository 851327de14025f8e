/**
 * The browser's part of web push: shows what arrives, opens it when it is clicked. It stands under a path of its own and so has no
 * say over any page. One notice of an id is shown, however often it comes.
 */
const WORKER = `
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  let notice
  try { notice = event.data.json() } catch { return }
  event.waitUntil(self.registration.showNotification(String(notice.title), {
    body: String(notice.body || ''),
    tag: String(notice.id),
    renotify: false,
    requireInteraction: notice.isUrgent === true,
    icon: '/icon.svg',
    data: { url: typeof notice.url === 'string' ? notice.url : '/' },
  }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const url = new URL(event.notification.data.url, self.location.origin)
  if (url.origin !== self.location.origin) return
  event.waitUntil((async () => {
    const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const open = windows.find((one) => one.url === url.href)
    if (open) return open.focus()
    return self.clients.openWindow(url.href)
  })())
})
`

export function GET(): Response {
  return new Response(WORKER, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  })
}
