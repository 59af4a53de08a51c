// A program that fills the screen: it shows its size and the last key, and ends with q.
'use strict'
const blessed = require('neo-blessed')

const screen = blessed.screen({ smartCSR: true, title: 'full screen' })
const box = blessed.box({ parent: screen, border: 'line', width: '100%', height: '100%', label: 'A box' })

function show(key) {
  const colours = process.stdout.hasColors() ? 'in colours' : 'without colours'
  box.setContent(`${screen.width} columns, ${screen.height} lines, ${colours}\nkey: ${key}`)
  screen.render()
}

screen.on('keypress', (_, key) => show(key.full))
screen.on('resize', () => show('resize'))
screen.key('q', () => process.exit(5))
show('none')
