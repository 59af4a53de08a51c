import decodeQR from "qr/decode.js";
import { Told } from "./error-text.ts";

/** Images larger than this are scaled down: no camera's QR code needs more. */
const MOST_PIXELS_A_SIDE = 2000;

/** The text of the QR code in an image, which may be secret. The image stays in memory and is dropped after. */
export async function readQrImage(image: Blob): Promise<string> {
  const bitmap = await createImageBitmap(image).catch(() => {
    throw new Told("This is no image that the browser can read. Choose a PNG or JPEG image with a QR code.");
  });
  try {
    const scale = Math.min(1, MOST_PIXELS_A_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (!context) throw new Told("The browser could not read the image. Copy the otpauth address by hand.");
    context.fillStyle = "white"; // transparent parts
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    return decodeQR(context.getImageData(0, 0, width, height), { format: "RGBA", effort: 4, timeLimit: 2000 });
  } catch (error) {
    if (error instanceof Told) throw error;
    throw new Told("No QR code was found in the image. Cut it closer to the code, or enter the address by hand.");
  } finally {
    bitmap.close();
  }
}
