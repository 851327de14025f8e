/** A browser's push subscription, as the server takes it. */
export interface BrowserSubscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** Whether this browser can take push messages at all (an iPhone's only from the home screen; none over plain HTTP). */
export const canPush = (): boolean =>
  typeof window !== 'undefined' && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/**
 * Asks the reader, then the push service. @param publicKey ours, base64url
 * @returns null when the reader said no @throws when the push service cannot be reached
 */
export async function turnOnPush(publicKey: string): Promise<BrowserSubscription | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const registration = await navigator.serviceWorker.register('/push/worker.js', { scope: '/push/' })
  await active(registration)
  const applicationServerKey = bytesOf(publicKey)
  const known = await registration.pushManager.getSubscription()
  // One made with another key of ours is of no use any more.
  if (known && !isSameKey(known.options.applicationServerKey, applicationServerKey)) await known.unsubscribe()
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  return shown(subscription)
}

/** This browser's subscription, if there is one. */
export async function currentPush(): Promise<BrowserSubscription | null> {
  if (!canPush()) return null
  const registration = await navigator.serviceWorker.getRegistration('/push/')
  const subscription = await registration?.pushManager.getSubscription()
  return subscription ? shown(subscription) : null
}

function shown(subscription: PushSubscription): BrowserSubscription {
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } }
}

/** A subscription needs a worker that runs. */
async function active(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing ?? registration.waiting
  if (registration.active || !coming) return
  await new Promise<void>((done) =>
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') done()
    }),
  )
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}

function isSameKey(held: ArrayBuffer | null, wanted: Uint8Array): boolean {
  const bytes = held === null ? new Uint8Array() : new Uint8Array(held)
  return bytes.length === wanted.length && bytes.every((byte, index) => byte === wanted[index])
}
