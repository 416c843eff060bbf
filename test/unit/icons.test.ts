import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { launchChromium } from '../harness/chromium'
import { drawIcons, icnsOf, ICON_SIZES, icoOf } from '../harness/icons'
import { inRepository } from '../harness/repository'

const file = (name: string): string => inRepository('resources', 'icons', name)
const png = (size: number): string => file(`${size}x${size}.png`)

// `RETORT_DRAW_ICONS=1 npx vitest run test/unit/icons.test.ts` draws them anew after a change of icon.svg.
if (process.env['RETORT_DRAW_ICONS']) {
  const drawn = await drawIcons()
  for (const [size, bytes] of drawn) writeFileSync(png(size), bytes)
  writeFileSync(file('icon.ico'), icoOf(drawn))
  writeFileSync(file('icon.icns'), icnsOf(drawn))
}

const kept = new Map(ICON_SIZES.map(size => [size, readFileSync(png(size))]))

test('every size is a picture of that size', () => {
  for (const [size, bytes] of kept) {
    expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size])
  }
})

test('the icons of Windows and macOS hold the same pictures', () => {
  expect(readFileSync(file('icon.ico')).equals(icoOf(kept))).toBe(true)
  expect(readFileSync(file('icon.icns')).equals(icnsOf(kept))).toBe(true)
})

test('the pictures show what the SVG shows', async () => {
  const browser = await launchChromium()
  const page = await browser.newPage()
  const svg = readFileSync(file('icon.svg')).toString('base64')
  const difference = await page.evaluate(
    async ([left, right]) => {
      const draw = async (address: string): Promise<Uint8ClampedArray> => {
        const image = new Image()
        image.src = address
        image.width = image.height = 128
        await image.decode()
        const canvas = Object.assign(document.createElement('canvas'), { width: 128, height: 128 })
        const context = canvas.getContext('2d')!
        context.drawImage(image, 0, 0, 128, 128)
        return context.getImageData(0, 0, 128, 128).data
      }
      const [one, other] = [await draw(left!), await draw(right!)]
      return one.reduce((sum, value, index) => sum + Math.abs(value - other[index]!), 0) / one.length
    },
    [`data:image/svg+xml;base64,${svg}`, `data:image/png;base64,${kept.get(128)!.toString('base64')}`],
  )
  await browser.close()
  expect(difference).toBeLessThan(2)
})
