import type { Metadata } from 'next'
import type { ReactNode } from 'react'

/** Installable: its own name, icon and window. */
export const metadata: Metadata = {
  manifest: '/field/manifest.webmanifest',
  appleWebApp: { capable: true, title: 'Laddvakt', statusBarStyle: 'black' },
  icons: { apple: '/field/icon-192.png' },
}

export default function FieldLayout({ children }: { children: ReactNode }) {
  return children
}
