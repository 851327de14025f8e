/**
 * What Swish's app reads from a code on another screen: `D` and the payment request's token (Swish QR codes for terminals, "q-commerce").
 * @param payUrl the link that opens the app on the same device @returns null: it is no such link
 */
export function swishCode(payUrl: string | null): string | null {
  if (payUrl === null || !payUrl.startsWith('swish://paymentrequest?')) return null
  const token = new URLSearchParams(payUrl.slice(payUrl.indexOf('?'))).get('token')
  return token ? `D${token}` : null
}
