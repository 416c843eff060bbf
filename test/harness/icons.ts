import { readFileSync } from 'node:fs'
import { launchChromium } from './chromium'
import { inRepository } from './repository'

export const ICON_SIZES = [16, 32, 48, 64, 128, 256, 512, 1024] as const

/** Which of the sizes are inside each file, for macOS with the type that stands for it. */
export const ICO_SIZES = [16, 32, 48, 64, 256]
export const ICNS_TYPES: Readonly<Record<string, number>> = {
  icp4: 16,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic08: 256,
  ic13: 256,
  ic09: 512,
  ic14: 512,
  ic10: 1024,
}

/** The icon in every size, drawn by the browser from the one SVG. */
export async function drawIcons(): Promise<ReadonlyMap<number, Buffer>> {
  const svg = readFileSync(inRepository('resources', 'icons', 'icon.svg'), 'utf8')
  const browser = await launchChromium()
  const drawn = new Map<number, Buffer>()
  for (const size of ICON_SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
    drawn.set(size, await page.screenshot({ omitBackground: true }))
    await page.close()
  }
  await browser.close()
  return drawn
}

/** Windows' icon: a table of the pictures, then the pictures, as PNG. */
export function icoOf(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const images = ICO_SIZES.map(size => ({ size, bytes: pictures.get(size) ?? Buffer.alloc(0) }))
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  images.forEach(({ size, bytes }, index) => {
    const at = 6 + 16 * index
    // 256 is written as 0.
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(bytes.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += bytes.length
  })
  return Buffer.concat([header, ...images.map(({ bytes }) => bytes)])
}

/** macOS' icon: each picture, as PNG, after its type and length. */
export function icnsOf(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const chunks = Object.entries(ICNS_TYPES).map(([type, size]) => chunk(type, pictures.get(size) ?? Buffer.alloc(0)))
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(type: string, bytes: Buffer): Buffer {
  const header = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  header.writeUInt32BE(bytes.length + 8, 4)
  return Buffer.concat([header, bytes])
}
