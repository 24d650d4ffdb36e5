// E4xx: datasets and the files that hold them (NPY, NPZ, IDX, gzip, PNG).
#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "framework/base/catalogue/did_you_mean.h"
#include "framework/base/catalogue/shown.h"
#include "framework/base/count_text.h"
#include "framework/base/diagnostic.h"

namespace cae::catalogue {

namespace data_detail {

inline Diagnostic about(std::string_view code, std::string_view file, std::string message, std::string help) {
  return {.code = std::string(code),
          .place = {.file = std::string(file)},
          .message = std::move(message),
          .help = std::move(help)};
}

inline std::string number(std::uint64_t value) {
  return std::to_string(value);
}

}  // namespace data_detail

// Any format

inline Diagnostic fashion_mnist_absent(std::string_view file) {
  return data_detail::about(
      "E401", file, "Fashion-MNIST is not here",
      "apt install dataset-fashion-mnist, or set CAE_LAB_DATASETS to the folder that holds fashion-mnist/");
}

inline Diagnostic unknown_dataset(std::string_view found, const std::vector<std::string>& known,
                                  const Place& place) {
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
  return {.code = "E402",
          .place = place,
          .message = "no dataset is called '" + std::string(found) + "'",
          .help = did_you_mean(found, known,
                               "the datasets are " + all + "; other files are named under train and test")};
}

inline Diagnostic unknown_data_format(std::string_view file) {
  return data_detail::about("E403", file, "this format is not supported for images",
                            "give IDX or NPY (plain or gzip), NPZ or a folder of PNG files");
}

// `what` is the part that ends early: "the NPY data".
inline Diagnostic data_cut_short(std::string_view file, std::string_view what, std::uint64_t needed,
                                 std::uint64_t found) {
  return data_detail::about("E404", file,
                            std::string(what) + " should have " + data_detail::number(needed) +
                                " bytes, and only " + data_detail::number(found) + " are there",
                            "the file is cut short or its header is wrong; make or fetch it again");
}

inline Diagnostic data_left_over(std::string_view file, std::string_view what, std::uint64_t needed) {
  return data_detail::about(
      "E405", file,
      "there are bytes after the end of " + std::string(what) + ", which has " + data_detail::number(needed),
      "the header does not match the file; make or fetch it again");
}

// `dims` as text, "[60000, 28, 28]".
inline Diagnostic data_too_large(std::string_view file, std::string_view dims, std::string_view type,
                                 std::uint64_t limit) {
  return data_detail::about("E406", file,
                            "the header asks for " + std::string(dims) + " of " + std::string(type) +
                                ", more than the " + data_detail::number(limit >> 30) +
                                " GiB that an array may have",
                            "check the header; split the data if it is right");
}

inline Diagnostic no_images(std::string_view file) {
  return data_detail::about("E407", file, "there are no images in it", "give at least one image");
}

// The images of a file against the model's input; both as HxWxC.
inline Diagnostic image_shape_mismatch(std::string_view file, std::string_view found,
                                       std::string_view wanted) {
  return data_detail::about(
      "E408", file,
      "the images are " + std::string(found) + ", but the model's input is " + std::string(wanted) +
          " (height x width x channels)",
      "change the model's `input` line to " + std::string(found) + ", or convert the images");
}

inline Diagnostic no_memory_for_images(std::string_view file) {
  return {
      .code = "E474",
      .place = {.file = std::string(file)},
      .message = "there is not enough memory to read these images",
      .help =
          "read fewer (data.limit and data.limit_test, or --limit and --limit-test), or stop other programs",
      .blame = Blame::work};
}

// An array whose dimensions are not a batch of such images in any order. `help` says which would be.
inline Diagnostic image_dims_mismatch(std::string_view file, std::string_view dims, std::string_view wanted,
                                      std::string_view help) {
  return data_detail::about("E409", file,
                            "the images' array is " + std::string(dims) + ", but the model's input is " +
                                std::string(wanted) + " (height x width x channels)",
                            std::string(help));
}

inline Diagnostic image_type(std::string_view file, std::string_view found) {
  return data_detail::about(
      "E410", file, "the images are of type " + std::string(found),
      "convert them, as with numpy's images.astype('uint8'): uint8 (0 to 255) and uint16 "
      "(0 to 65535) are scaled to 0 to 1, floats and bool are taken as they are");
}

inline Diagnostic image_not_finite(std::string_view file, std::int64_t image) {
  return data_detail::about("E411", file,
                            "image " + std::to_string(image) + " holds a value that is not finite",
                            "replace NaN and infinity; images count from 0");
}

// `is_float`: a float holds the value itself, but not its square.
inline Diagnostic image_too_large(std::string_view file, std::int64_t image, double value, bool is_float) {
  std::ostringstream number;
  number << value;
  return data_detail::about("E473", file,
                            "image " + std::to_string(image) + " holds " + number.str() + ", " +
                                (is_float ? "whose square is" : "which is") + " too large for float32",
                            "scale the images, best to 0 to 1; images count from 0");
}

// Of a file that is read during the run.
inline Diagnostic data_changed(std::string_view file, std::uint64_t bytes_then, std::uint64_t bytes_now) {
  Diagnostic problem = data_detail::about(
      "E476", file,
      "the file has changed since this process opened it: " +
          (bytes_then == bytes_now ? std::string("it was written to, and still has ")
                                   : "it had " + data_detail::number(bytes_then) + " bytes, and now has ") +
          data_detail::number(bytes_now) + " bytes",
      "images of this file are read while they are used: put it back as it was, time included, and resume "
      "the "
      "run; or give 'data.stream: never', which reads all of them at the start");
  problem.blame = Blame::work;
  return problem;
}

inline Diagnostic labels_count(std::string_view file, std::int64_t labels, std::string_view images_file,
                               std::int64_t images) {
  return data_detail::about("E412", file,
                            "there are " + std::to_string(labels) + " labels for the " +
                                std::to_string(images) + " images of " + std::string(images_file),
                            "give one label an image, or leave the labels out");
}

inline Diagnostic labels_dims(std::string_view file, std::string_view dims) {
  return data_detail::about("E413", file, "the labels' array is " + std::string(dims),
                            "give one dimension, one label an image");
}

inline Diagnostic label_value(std::string_view file, std::int64_t image) {
  return data_detail::about("E414", file,
                            "the label of image " + std::to_string(image) + " is not a class number",
                            "labels are whole numbers from 0 to 1000000; images count from 0");
}

inline Diagnostic labels_format(std::string_view file) {
  return data_detail::about(
      "E415", file, "this format is not supported for labels",
      "give IDX or NPY (plain or gzip), or NPZ; an NPZ or a folder of PNG files brings its own");
}

inline Diagnostic labels_twice(std::string_view file, std::string_view labels_file) {
  return data_detail::about(
      "E416", labels_file,
      "labels are named, but " + std::string(file) + " is a folder whose subfolders are the labels",
      "leave out `labels`");
}

inline Diagnostic too_many_images(std::string_view file, std::int64_t images, std::int64_t limit) {
  return data_detail::about(
      "E417", file,
      "there are " + std::to_string(images) + " images in it; at most " + std::to_string(limit) + " are read",
      "split the data");
}

// Where the experiment names the file of another diagnostic.
inline Note data_named_here(const Place& place) {
  return {.place = place, .text = "the data is named here"};
}

// NPY

inline Diagnostic not_npy(std::string_view file) {
  return data_detail::about("E420", file, "this is not an NPY file: it does not start with \\x93NUMPY",
                            "write it with numpy.save");
}

inline Diagnostic npy_version(std::string_view file, int major, int minor) {
  return data_detail::about(
      "E421", file, "this NPY file has version " + std::to_string(major) + "." + std::to_string(minor),
      "versions 1.0, 2.0 and 3.0 are read");
}

inline Diagnostic npy_header_length(std::string_view file, std::uint64_t length, std::uint64_t limit) {
  return data_detail::about("E422", file,
                            "the NPY header says it has " + data_detail::number(length) + " bytes; at most " +
                                data_detail::number(limit) + " are allowed",
                            "write it with numpy.save");
}

// `expected` names what should be there; `at` counts bytes of the file from 0.
inline Diagnostic npy_header(std::string_view file, std::uint64_t at, std::string_view expected) {
  return data_detail::about(
      "E423", file,
      "the NPY header should have " + std::string(expected) + " at byte " + data_detail::number(at),
      "its form is {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
}

inline constexpr std::string_view npy_type_code = "E426";

// `meaning`: "pickled Python objects", "complex numbers", ...; "" if unknown.
inline Diagnostic npy_type(std::string_view file, std::string_view descr, std::string_view meaning) {
  return data_detail::about(
      npy_type_code, file,
      "this NPY file has elements of type " + in_quotes(descr) + "" +
          (meaning.empty() ? "" : " (" + std::string(meaning) + ")"),
      "bool, signed and unsigned integers of 1 to 8 bytes, and floats of 2 to 8 bytes are read");
}

// IDX and gzip

inline Diagnostic idx_header(std::string_view file) {
  return data_detail::about(
      "E430", file,
      "this is not an IDX file: it does not start with two zero bytes, a type and 1 to 4 dimensions",
      "IDX is the format of MNIST's files, plain or gzip");
}

inline Diagnostic idx_type(std::string_view file, int type) {
  return data_detail::about("E431", file, "this IDX file has elements of type " + std::to_string(type),
                            "types 8 and 9 (bytes), 11 and 12 (integers), 13 and 14 (floats) are read");
}

inline Diagnostic gzip_broken(std::string_view file) {
  return data_detail::about("E432", file, "the gzip data is damaged", "make or fetch the file again");
}

inline Diagnostic gzip_cut_short(std::string_view file) {
  return data_detail::about("E433", file, "the gzip data ends early",
                            "the file is cut short; make or fetch it again");
}

// More than the compressed bytes can possibly give.
inline Diagnostic gzip_cannot_hold(std::string_view file, std::uint64_t declared, std::uint64_t compressed) {
  return data_detail::about("E434", file,
                            "the header asks for " + data_detail::number(declared) + " bytes, more than " +
                                data_detail::number(compressed) + " compressed ones can give",
                            "the header is wrong; make or fetch the file again");
}

// NPZ

inline Diagnostic not_zip(std::string_view file) {
  return data_detail::about("E440", file, "this is not an NPZ file: it has no zip directory at its end",
                            "the file is cut short or of another format; write it with numpy.savez");
}

inline Diagnostic zip_damaged(std::string_view file, std::string_view member) {
  return data_detail::about("E441", file,
                            member.empty() ? std::string("the zip directory is damaged")
                                           : "the member " + in_quotes(member) + " is damaged",
                            "make or fetch the file again");
}

inline Diagnostic zip_checksum(std::string_view file, std::string_view member) {
  return data_detail::about("E442", file, "the checksum of the member " + in_quotes(member) + " is wrong",
                            "the file is damaged; make or fetch it again");
}

inline Diagnostic zip64(std::string_view file) {
  return data_detail::about("E443", file, "this NPZ file is in the zip64 form, which is not read",
                            "save arrays of more than 4 GiB as NPY files");
}

inline Diagnostic zip_encrypted(std::string_view file, std::string_view member) {
  return data_detail::about("E444", file, "the member " + in_quotes(member) + " is encrypted",
                            "write it with numpy.savez");
}

inline Diagnostic zip_method(std::string_view file, std::string_view member, int method) {
  return data_detail::about(
      "E445", file, "the member " + in_quotes(member) + " is compressed by method " + std::to_string(method),
      "stored (0) and deflated (8) members are read; write it with numpy.savez");
}

inline Diagnostic zip_split(std::string_view file) {
  return data_detail::about("E446", file, "this NPZ file is one part of a split zip archive",
                            "write it with numpy.savez");
}

// `present`: the arrays that are there, with their types and dimensions.
inline Diagnostic npz_member(std::string_view file, std::string_view wanted, std::string_view present) {
  return data_detail::about("E447", file, "this NPZ file has no array called " + in_quotes(wanted),
                            present.empty() ? "it is empty" : "its arrays are " + std::string(present));
}

// None of the names is usual for what is `wanted`, "images" or "labels".
inline Diagnostic npz_unknown_arrays(std::string_view file, std::string_view wanted,
                                     std::string_view present) {
  return data_detail::about("E471", file,
                            "no array of this NPZ file has a usual name for " + std::string(wanted),
                            present.empty() ? "it is empty"
                                            : "choose one, as in `" + std::string(wanted) +
                                                  ": FILE.npz#NAME`; its arrays are " + std::string(present));
}

inline Diagnostic array_of_no_npz(std::string_view file, std::string_view array) {
  return data_detail::about("E472", file,
                            "an array, " + in_quotes(array) + ", is chosen of this file, which is not NPZ",
                            "leave out the '#' and what follows; the other formats hold one array");
}

inline Diagnostic zip_too_many(std::string_view file, std::uint64_t members, std::uint64_t limit) {
  return data_detail::about("E448", file,
                            "this NPZ file has " + data_detail::number(members) + " members; at most " +
                                data_detail::number(limit) + " are allowed",
                            "keep only the images and the labels");
}

// PNG

inline Diagnostic png_damaged(std::string_view file) {
  return data_detail::about("E450", file, "this PNG file is damaged or cut short",
                            "make or fetch it again, or remove it");
}

inline Diagnostic not_png(std::string_view file) {
  return data_detail::about("E451", file, "this is not a PNG file, although its name ends in .png",
                            "convert it to PNG, or remove it");
}

// `others`: how many files of other kinds there are; `example`: one of them.
inline Diagnostic no_png(std::string_view folder, std::int64_t others, std::string_view example) {
  const std::string help = "put them into it, or into one subfolder a class";
  return data_detail::about("E452", folder, "there are no PNG files in this folder",
                            others == 0 ? help + "; hidden ones do not count"
                                        : help + "; " + counted(others, "file") +
                                              (others == 1 ? " is" : " are") + " not PNG: convert " +
                                              in_quotes(example, longest_path) + " and its like");
}

inline Diagnostic png_beside_classes(std::string_view file, std::string_view folder) {
  return data_detail::about("E453", file,
                            "this PNG file is next to the class folders of " + std::string(folder),
                            "put every image into a subfolder, or all of them directly into the folder");
}

inline Diagnostic png_channels(std::string_view folder, std::int64_t wanted) {
  return data_detail::about(
      "E454", folder, "the model's input has " + std::to_string(wanted) + " channels, which no PNG file has",
      "PNG files fill an input of 1 (gray), 3 (RGB) or 4 (RGB and alpha) channels");
}

inline Diagnostic unknown_class(std::string_view folder, std::string_view name,
                                std::string_view train_folder) {
  return data_detail::about(
      "E455", folder,
      "the class folder " + in_quotes(name) + " has no counterpart in " + std::string(train_folder),
      "every class of the test images must be one of the training images");
}

inline Diagnostic png_checksum(std::string_view file, std::string_view chunk) {
  return data_detail::about("E470", file, "the checksum of the PNG chunk " + in_quotes(chunk) + " is wrong",
                            "the file is damaged; make or fetch it again, or remove it");
}

}  // namespace cae::catalogue
