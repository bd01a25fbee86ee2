// SPDX-License-Identifier: MIT
// StreamZip.java: reads a zip as a stream, as programs in Java do, and tells each entry's name, size and CRC-32.
import java.io.FileInputStream;
import java.io.PrintStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

public class StreamZip {
	public static void main(String[] args) throws Exception {
		PrintStream out = new PrintStream(System.out, true, "UTF-8");
		byte[] block = new byte[65536];

		try (ZipInputStream zip = new ZipInputStream(new FileInputStream(args[0]))) {
			for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
				CRC32 crc = new CRC32();
				long size = 0;

				for (int n; (n = zip.read(block)) > 0; size += n)
					crc.update(block, 0, n);
				out.printf("%s %d %08x%n", entry.getName(), size, crc.getValue());
			}
		}
	}
}
