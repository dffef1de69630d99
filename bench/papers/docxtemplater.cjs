// docxtemplater.cjs TEMPLATES TRIPS OUT: fills every template with every trip, in one process.
// NODE_PATH names the folder of the installed packages.
const fs = require('fs');
const path = require('path');
const PizZip = require('pizzip');
const Docxtemplater = require('docxtemplater');

const [templates, trips, out] = process.argv.slice(2);
fs.mkdirSync(out, { recursive: true });
const names = fs.readdirSync(templates).filter((name) => name.endsWith('.docx')).sort();
const bytes = names.map((name) => fs.readFileSync(path.join(templates, name)));
JSON.parse(fs.readFileSync(trips, 'utf8')).forEach((trip, number) => {
  names.forEach((name, at) => {
    const document = new Docxtemplater(new PizZip(bytes[at]), { paragraphLoop: true });
    document.render(trip);
    const file = document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
    fs.writeFileSync(path.join(out, `${number}-${name}`), file);
  });
});
