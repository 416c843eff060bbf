// Chromium refuses app:// before any interception, so app://host/ is shown as https://host.app.localhost/.

const schemes = new Set<string>()

export const registerScheme = (scheme: string): void => void schemes.add(scheme)

export const isScheme = (scheme: string): boolean => schemes.has(scheme)

export function toShown(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url)
  const scheme = protocol.slice(0, -1)
  return isScheme(scheme) ? `https://${host}.${scheme}.localhost${pathname}${search}${hash}` : url
}

export const toReal = (url: string): string => url.replace(/^https:\/\/([^/]+)\.([a-z]+)\.localhost(?=\/|$)/, '$2://$1')
